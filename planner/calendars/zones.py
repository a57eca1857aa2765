"""Which time zone a contact lives in: from a zone, a city, or a country."""

from __future__ import annotations

import re
from datetime import timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from planner.calendars.countries import country_of, plain_name, tz_table

# The zone of a country that has several, for someone of whom only the country is known. Source:
# the comments of the tz database's zone.tab ("most of", "mainland", "most areas"); where the zones
# are far apart (AU, BR, CA, ID, KZ, MX, RU, US), that of the capital.
_MAIN = {
    "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney", "BR": "America/Sao_Paulo",
    "CA": "America/Toronto", "CD": "Africa/Kinshasa", "CL": "America/Santiago",
    "CN": "Asia/Shanghai", "CY": "Asia/Nicosia", "DE": "Europe/Berlin",
    "EC": "America/Guayaquil", "ES": "Europe/Madrid", "FM": "Pacific/Pohnpei",
    "GL": "America/Nuuk", "ID": "Asia/Jakarta", "KI": "Pacific/Tarawa", "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro", "MN": "Asia/Ulaanbaatar", "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby", "PS": "Asia/Hebron", "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow", "UA": "Europe/Kyiv", "US": "America/New_York", "UZ": "Asia/Tashkent",
}  # fmt: skip
# How people write zones that are no names of the tz database. The American ones as RFC 5322,
# section 4.3, has them; meant is the clock on the wall, summer time included.
_SHORT = {
    "America/New_York": "et est edt eastern",
    "America/Chicago": "ct cst cdt central",
    "America/Denver": "mt mst mdt mountain",
    "America/Los_Angeles": "pt pst pdt pacific",
    "CET": "cet cest mez mesz",
    "EET": "eet eest oez oesz",
    "WET": "wet west",
    "UTC": "utc gmt z zulu",
}
_BY_SHORT = {short: zone for zone, shorts in _SHORT.items() for short in shorts.split()}
# Cities of the tz database under the names that they have at home or next door.
_CITY_NAMES = {
    "Amsterdam": "amsterdam zuid", "Athens": "athina athen athenes atenas atene",
    "Belgrade": "beograd belgrad", "Brussels": "bruxelles brussel brussel bruselas",
    "Bucharest": "bucuresti bukarest", "Copenhagen": "kobenhavn kopenhagen copenhague",
    "Kyiv": "kiev kiew", "Kolkata": "calcutta kalkutta", "Lisbon": "lisboa lissabon lisbonne",
    "London": "londres londen londra", "Luxembourg": "luxemburg", "Moscow": "moskau moskva moscou",
    "New York": "nyc new-york-city nueva-york", "Prague": "praha prag praga",
    "Rome": "roma rom", "Sao Paulo": "sao-paulo", "Singapore": "singapur singapour",
    "Vienna": "wien vienne viena", "Warsaw": "warszawa warschau varsovie", "Zurich": "zuerich",
    "Mexico City": "ciudad-de-mexico cdmx", "Tokyo": "tokio", "Seoul": "soul",
}  # fmt: skip
_OFFSET = re.compile(r"\(?(?:utc|gmt)?\s*([+\-−–])\s*(\d{1,2})(?::?([0-5]\d))?\)?")


def zone_of(time_zone: str, city: str, country: str, default: str) -> ZoneInfo | timezone | None:
    """Find the zone of a contact, from the first of these that names one.

    `time_zone` may be a name of the tz database, an offset (`UTC+2`, `+05:30`), an abbreviation,
    or what Windows shows. A city counts where the tz database names a zone after it, and only in
    the country given, if one is: London in Canada is no Europe/London. Of several zones of a
    country the main one is taken. None where `default` names no zone either.
    """
    code = country_of(country)
    return (
        _spoken_zone(time_zone)
        or _city_zone(city, code)
        or _named(_MAIN.get(code) or _only_zone(code))
        or _spoken_zone(default)
    )


def _spoken_zone(text: str) -> ZoneInfo | timezone | None:
    plain = text.strip().casefold()
    if not plain:
        return None
    short = re.sub(r"[\s-]+(standard\s+|daylight\s+)?time$", "", plain)
    if name := _BY_SHORT.get(short) or _zones().get(plain.replace(" ", "_")):
        return _named(name)
    offset = _OFFSET.match(plain)
    if offset is None:
        return _city_zone(text, "")
    # Windows writes the offset of winter and then cities: "(UTC+01:00) Amsterdam, Berlin, Rome".
    places = re.split(r"[,;]", text[offset.end() :])
    named = next(filter(None, (_city_zone(place, "") for place in places)), None)
    return named or (_fixed(offset) if offset.end() == len(plain) or places[0].strip() else None)


def _fixed(offset: re.Match[str]) -> ZoneInfo | timezone | None:
    sign = 1 if offset[1] == "+" else -1
    minutes = sign * (int(offset[2]) * 60 + int(offset[3] or 0))
    if abs(minutes) > 14 * 60:
        return None
    if minutes % 60 == 0 and minutes >= -12 * 60:
        # The names of the tz database count westwards, as POSIX does.
        return _named(f"Etc/GMT{-minutes // 60:+d}" if minutes else "UTC")
    return timezone(timedelta(minutes=minutes))


def _city_zone(city: str, code: str) -> ZoneInfo | None:
    """Find the zone that is named after the city, if it lies in the country (or none is known)."""
    written = [city, *re.split(r"[,/|(]", city)[:1]]
    for place in written:
        zone = _cities().get(plain_name(place))
        if zone and (not code or code in _countries().get(zone, {code})):
            return _named(zone)
    return None


def _only_zone(code: str) -> str:
    zones = [zone for zone, codes in _countries().items() if code in codes]
    return zones[0] if len(zones) == 1 else ""


def _named(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _zones() -> dict[str, str]:
    """Every name of the tz database, by its small letters."""
    from zoneinfo import available_timezones  # noqa: PLC0415 - reads the disk when called

    return {name.casefold(): name for name in available_timezones()}


@cache
def _countries() -> dict[str, frozenset[str]]:
    """Map the zones to the country of each zone of zone.tab."""
    rows = [line.split("\t") for line in tz_table("zone.tab").splitlines()]
    return {row[2]: frozenset({row[0]}) for row in rows if len(row) > 2}


@cache
def _cities() -> dict[str, str]:
    """Map the zones by the plain name of their city; those of zone.tab win over old names."""
    continents = {zone.split("/")[0] for zone in _countries()}
    old = (name for name in sorted(_zones().values()) if name.split("/")[0] in continents)
    cities = {plain_name(_city(zone)): zone for zone in old if "/" in zone}
    cities |= {plain_name(_city(zone)): zone for zone in _countries()}
    for city, names in _CITY_NAMES.items():
        zone = cities.get(plain_name(city))
        if zone:
            cities |= {plain_name(name): zone for name in names.split()}
    return cities


def _city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")
