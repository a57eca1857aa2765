"""Does a purpose name anything, in scripts where words are not told apart, or bear their articles?

In Japanese, Chinese and Korean no blank shows where a word ends, and in Arabic and Hebrew the
article, "and" and "to" are written into it. So what names nothing is taken out of a text wherever
it stands, and a purpose names something if more than single letters are left.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Before Greek all is Latin. After it only Cyrillic is listed, and Latin with two accents.
_FIRST_OTHER = "\u0370"
_KNOWN = re.compile("[\u0400-\u052f\u1e00-\u1eff]")
_NAMING_NOTHING = {
    "ja": """
ご挨拶 挨拶 あいさつ 情報交換 意見交換 一度 お話 話 お伺い 伺い 人脈 作り 広げ ネットワーキング
ネットワーク つながり 繋がり つながる 繋がる コネクション コネ 交流 仲良く お会い 会い お茶 コーヒー
雑談 近況 報告 久しぶり 今後 将来 協力 協業 連携 可能性 機会 チャンス 相談 ご縁 お願い 致します
教えて 勉強 刺激 関係 構築 維持 知り合い 知り合う 知り合 お近づき 近づき 知りたい 様 少し 時間 是非
興味 関心 キャリア アドバイス 仕事 何か 色々 友達 仲間 紹介 自己 親睦 深め 食事 ランチ 飲み 軽く
カジュアル 面談 貴社 御社 業界 色んな 皆様 あなた 同じ 思い 思う 良い 互い 応援 感謝 お礼 連絡 取り
""",
    "zh": """
寻求 尋求 认识 認識 一下 朋友 交流 联系 聯繫 聯絡 联络 保持 建立 关系 關係 人脉 人脈 拓展 扩大
擴大 扩展 网络
網絡 社交 合作 机会 機會 希望 以后 以後 未来 將來 将来 请教 請教 聊聊 聊天 咖啡 见面 見面 打招呼
打个招呼 问候 問候 问好 学习 學習 经验 經驗 分享 互相 相互 帮助 幫助 共同 发展 發展 了解 更多 看看
可能 一起 探讨 探討 职业 職業 建议 建議 工作 好友 寒暄 叙旧 敘舊 圈子 大家 有没有 有沒有 是否 进一步
進一步 想 有 和 与 與 您 你 我 他 她 的 能 可以 交 个 個 加 聊 喝 杯 吃 饭 飯 多 下 会 會 吧 呢 吗
嗎 好 请 請 让 讓 在 也 都 些 这 這 那 从 對 对 为 為 是 不 了 着 随便 隨便 行业 行業 前辈 前輩
""",
    "ko": """
네트워킹 네트워크 인사 드리 싶어 싶습니다 인맥 친분 안부 커피 한잔 연락 유지 소통 교류 기회 협력
협업
가능성 이야기 얘기 대화 나누 만나 뵙고 뵙 알아가 배우 조언 관계 커리어 서로 도움 정보 교환 언젠가
앞으로 좋은 한번 합니다 해요 하려고 하기 하고 쌓기 쌓고 맺기 맺고 넓히 친해지 차 밥 식사 잠깐 그냥
감사 미래 있을 있는지 있으면 같이 함께 여러 가지 관심 업계 선배 일자리
""",
    "ar": """
للتعارف للتواصل وتبادل التعارف تعارف التواصل تواصل تبادل الأفكار الافكار أفكار افكار التعاون تعاون
الفرص فرصة فرص أرغب ارغب
أود اود أريد اريد معك معكم بناء العلاقات علاقات علاقة شبكة توسيع التحية تحية السلام سلام قهوة دردشة
حديث نتحدث التحدث نصيحة نصائح خبرتك خبراتك الخبرات خبرات خبرة الاستفادة مستقبلا مستقبلاً المستقبل
مستقبلي إمكانية امكانية لقاء اللقاء الاطمئنان على من عن إلى الى في مع بعض شيء عمل العمل المهنة مهنية
مهني المزيد معرفة أكثر اكثر عليك عليكم مشترك المشترك
""",
    "he": """
ליצור קשר לשתף פעולה שיתוף בעתיד עתיד להכיר היכרות נטוורקינג רשת קשרים לשמור על לדבר לשוחח שיחה
קפה הזדמנויות הזדמנות להתייעץ עצה עצות רעיונות להחליף לומר שלום מה נשמע אותך איתך אתך קצת רוצה
אשמח פגישה להיפגש קריירה עבודה עם של את כללי כללית ללמוד ממך יותר עוד ביחד יחד לגבי
""",
}  # fmt: skip
# Endings of verbs and small words, which mean nothing alone.
_SMALL = r"[\u3040-\u309fー]+|[을를이가은는에의로와과도만고서요다기해한할함습니시어지려면등]+(?!\w)"


def stands_in_other_script(purpose: str) -> bool:
    """Whether a text holds a letter of a script that the lists of words do not know."""
    if max(purpose, default="") < _FIRST_OTHER:
        return False
    return any(
        letter >= _FIRST_OTHER and letter.isalpha() and not _KNOWN.match(letter)
        for letter in purpose
    )


def names_nothing(purpose: str) -> bool:
    """Whether nothing is left of a text in such a script but single letters."""
    left = _naming_nothing().sub(" ", unicodedata.normalize("NFKC", purpose))
    return not re.search(r"[^\W_]{2}", _small().sub(" ", left))


@cache
def _naming_nothing() -> re.Pattern[str]:
    texts = {word for text in _NAMING_NOTHING.values() for word in text.split()}
    return re.compile("|".join(sorted(texts, key=len, reverse=True)))


@cache
def _small() -> re.Pattern[str]:
    return re.compile(_SMALL)
