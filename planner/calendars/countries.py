"""Which country a cell means: codes and names as people write them, to ISO 3166 alpha-2."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# How owners write the countries that their contacts live in, beyond the English name and the
# codes: in English, German, French, Spanish, Portuguese, Italian, Dutch, and at home.
# fmt: off
_SPELLINGS = {
    "AE": "uae, emirates, emirate, vereinigte arabische emirate, vae, émirats arabes unis, "
          "emiratos árabes unidos, emirados árabes unidos, emirati arabi uniti, "
          "verenigde arabische emiraten",
    "AR": "argentinien, argentine, argentinië",
    "AT": "österreich, autriche, áustria, oostenrijk",
    "AU": "australien, australie, australië",
    "BE": "belgien, belgique, bélgica, belgio, belgië, belgie",
    "BG": "bulgarien, bulgarie, bulgarije, българия",
    "BR": "brasil, brasilien, brésil, brasile, brazilië",
    "CA": "kanada, canadá",
    "CH": "schweiz, suisse, suiza, suíça, svizzera, zwitserland, swiss",
    "CI": "ivory coast, elfenbeinküste, costa de marfil",
    "CL": "chili, cile",
    "CN": "prc, people's republic of china, mainland china, volksrepublik china, chine, cina",
    "CO": "kolumbien, colombie, colômbia",
    "CY": "zypern, chypre, chipre, cipro",
    "CZ": "czechia, czech, tschechien, tschechische republik, tchéquie, république tchèque, "
          "chequia, república checa, tchéquia, repubblica ceca, cechia, tsjechië, česko",
    "DE": "deutschland, brd, federal republic of germany, allemagne, alemania, alemanha, germania, "
          "duitsland",
    "DK": "dänemark, danmark, danemark, dinamarca, danimarca, denemarken",
    "EE": "estland, estonie, eesti",
    "EG": "ägypten, égypte, egipto, egito, egitto, egypte",
    "ES": "españa, spanien, espagne, espanha, spagna, spanje",
    "FI": "finnland, suomi, finlande, finlandia, finlândia",
    "FR": "frankreich, francia, frança, frankrijk",
    "GB": "uk, u.k., great britain, britain, united kingdom, united kingdom of great britain, "
          "england, scotland, wales, northern ireland, vereinigtes königreich, großbritannien, "
          "royaume-uni, grande-bretagne, angleterre, reino unido, gran bretaña, inglaterra, "
          "grã-bretanha, regno unito, gran bretagna, inghilterra, verenigd koninkrijk, "
          "groot-brittannië, schottland, engeland",
    "GR": "griechenland, hellas, grèce, grecia, grécia, griekenland, ελλάδα",
    "HK": "hongkong, hong kong sar",
    "HR": "kroatien, croatie, croacia, croácia, croazia, kroatië, hrvatska",
    "HU": "ungarn, hongrie, hungría, hungria, ungheria, hongarije, magyarország",
    "ID": "indonesien, indonésie, indonésia, indonesië",
    "IE": "republic of ireland, eire, irland, irlande, irlanda, ierland",
    "IL": "israël, israele",
    "IN": "indien, inde, índia, bharat",
    "IS": "island, islande, islandia, islândia, islanda, ijsland, ísland",
    "IT": "italia, italien, italie, itália, italië",
    "JP": "nippon, japón, japão, giappone",
    "KE": "kenia, quénia",
    "KR": "south korea, republic of korea, korea, südkorea, corée du sud, corea del sur, "
          "coreia do sul, corea del sud, zuid-korea",
    "LT": "litauen, lituanie, lituania, lituânia, litouwen, lietuva",
    "LU": "luxemburg, luxemburgo, lussemburgo",
    "LV": "lettland, lettonie, letonia, letônia, lettonia, letland, latvija",
    "MA": "marokko, maroc, marruecos, marrocos, marocco",
    "MM": "burma, myanmar, birma",
    "MX": "méxico, mexiko, mexique, messico",
    "MY": "malaisie, malasia, malásia, malesia, maleisië",
    "NG": "nigéria",
    "NL": "the netherlands, holland, niederlande, pays-bas, países bajos, países baixos, "
          "paesi bassi, olanda, nederland",
    "NO": "norwegen, norge, norvège, noruega, norvegia, noorwegen",
    "NZ": "neuseeland, nouvelle-zélande, nueva zelanda, nova zelândia, nuova zelanda, "
          "nieuw-zeeland, aotearoa",
    "PH": "the philippines, philippinen, filipinas, filippine, filipijnen",
    "PL": "polen, polska, pologne, polonia, polônia",
    "PT": "portogallo",
    "RO": "rumänien, roumanie, rumania, rumanía, romênia, roemenië, românia",
    "RS": "serbien, serbie, servië, srbija",
    "RU": "russian federation, russland, russie, rusia, rússia, rusland, россия",
    "SA": "ksa, saudi-arabien, saudi arabien, arabie saoudite, arabia saudita, arabia saudí, "
          "arábia saudita, saoedi-arabië",
    "SE": "schweden, sverige, suède, suecia, suécia, svezia, zweden",
    "SG": "singapur, singapour, singapura",
    "SI": "slowenien, slovénie, eslovenia, eslovênia, slovenië, slovenija",
    "SK": "slowakei, slovaquie, eslovaquia, eslováquia, slovacchia, slowakije, slovensko",
    "TH": "thaïlande, tailandia, tailândia, thailandia",
    "TR": "türkiye, türkei, turquie, turquía, turquia, turchia, turkije",
    "UA": "ukraina, ucrania, ucrânia, ucraina, oekraïne, україна",
    "US": "usa, u.s., u.s.a., united states of america, the united states, america, "
          "vereinigte staaten, vereinigte staaten von amerika, états-unis, états-unis d'amérique, "
          "estados unidos, ee.uu., eeuu, ee uu, eua, estados unidos da américa, stati uniti, "
          "verenigde staten, vs",
    "VN": "viet nam",
    "ZA": "rsa, südafrika, afrique du sud, sudáfrica, áfrica do sul, sudafrica, zuid-afrika",
}
# fmt: on
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def country_of(text: str) -> str:
    """Find the code of the country in `text` (`Deutschland`, `UK`, `USA`, `Berlin, Germany`).

    Blank where it names none that planner knows. A state or city alone names none.
    """
    names = _names()
    for whole in (plain_name(text), plain_name(_ASIDE.sub(" ", text))):
        if whole in names:
            return names[whole]
    last = plain_name(re.split(r"[,/;|]", _ASIDE.sub(" ", text))[-1])
    # Behind a comma two letters are a state as often as a country: "Los Angeles, CA".
    return names.get(last, "") if len(last) > 3 or last in {"uk", "usa", "uae"} else ""


def codes_and_names() -> dict[str, str]:
    """List the alpha-2 codes and usual English names of ISO 3166, as the tz database lists them."""
    lines = tz_table("iso3166.tab").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def tz_table(name: str) -> str:
    """Read the text of a table that comes with the tz database."""
    from importlib.resources import files  # noqa: PLC0415 - slow to import; only a plan needs it

    return files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")


@cache
def _names() -> dict[str, str]:
    """Every plain spelling, to its code. Codes and English names win over other languages."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - heavy: only a plan needs it

    names: dict[str, str] = {}
    for code, spellings in _SPELLINGS.items():
        names |= {plain_name(spelling): code for spelling in spellings.split(",")}
    for code, name in codes_and_names().items():
        for spelling in (name, _ASIDE.sub(" ", name), code):
            # "Korea (North)" and "Congo (Rep.)" are not what "Korea" and "Congo" mean.
            is_whole = spelling in {name, code}
            if is_whole or plain_name(spelling) not in {"korea", "congo"}:
                names[plain_name(spelling)] = code
    for code, *others in (entry[1:] for entry in COUNTRIES.values()):
        names |= {plain_name(other): code for other in others if len(other) == 3}
    return names


def plain_name(text: str) -> str:
    """Small letters without accents, full stops and doubled blanks."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    bare = bare.casefold().replace("&", " and ").replace(".", "").replace("-", " ")
    bare = re.sub(r"^\s*(the|die|der|le|la|les|el|los|il)\s+", "", bare)
    return " ".join(bare.split())
