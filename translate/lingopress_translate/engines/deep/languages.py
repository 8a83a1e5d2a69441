"""What each service calls a language. Our tags are BCP 47; theirs are their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_translate.engines.codes import candidates

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES = {
    "google": (
        "af ak am ar as ay az be bg bho bm bn bs ca ceb ckb co cs cy da de doi dv ee el en eo "
        "es et eu fa fi fr fy ga gd gl gn gom gu ha haw hi hmn hr ht hu hy id ig ilo is it iw "
        "ja jw ka kk km kn ko kri ku ky la lb lg ln lo lt lus lv mai mg mi mk ml mn mni-Mtei mr "
        "ms mt my ne nl no nso ny om or pa pl ps pt qu ro ru rw sa sd si sk sl sm sn so sq sr "
        "st su sv sw ta te tg th ti tk tl tr ts tt ug uk ur uz vi xh yi yo zh-CN zh-TW zu"
    ),
    "mymemory": (
        "af-ZA ak-GH am-ET an-ES ar-EG ar-MA ar-SA as-IN ast-ES az-AZ ba-RU be-BY bem-ZM bg-BG "
        "bn-IN bo-CN br-FR bs-BA bs-Cyrl-BA ca-ES ceb-PH ckb-IQ cs-CZ cy-GB da-DK de-AT de-CH "
        "de-DE dv-MV dz-BT ee-GH el-GR en-AU en-CA en-GB en-IE en-IN en-NZ en-SG en-US en-ZA "
        "eo-EU es-419 es-AR es-CO es-ES es-MX es-US et-EE eu-ES fa-IR fi-FI fil-PH fj-FJ fo-FO "
        "fr-BE fr-CA fr-CH fr-FR fur-IT ga-IE gd-GB gl-ES gn-PY gu-IN gv-IM ha-NE haw-US he-IL "
        "hi-IN hr-HR ht-HT hu-HU hy-AM id-ID ig-NG is-IS it-CH it-IT ja-JP jv-ID ka-GE kab-DZ "
        "kam-KE kas-IN kea-CV kg-CG ki-KE kk-KZ kl-GL kln-KE km-KH kmr-TR kn-IN ko-KR kok-IN "
        "ks-IN ky-KG lb-LU lg-UG ln-LIN lo-LA lt-LT luo-KE luy-KE lv-LV mai-IN mas-KE mer-KE "
        "mfe-MU mg-MG mi-NZ mk-MK ml-IN mn-MN mr-IN ms-MY mt-MT my-MM nb-NO ne-NP nl-BE nl-NL "
        "nn-NO nus-SS ny-MW oc-FR or-IN pa-IN pl-PL ps-PK pt-BR pt-PT qu-PE rn-BI ro-RO ru-RU "
        "rw-RW sa-IN sc-IT sg-CF si-LK sk-SK sl-SI sm-WS sn-ZW so-SO sq-AL sr-Cyrl-RS "
        "sr-Latn-RS st-LS su-ID sv-SE sw-KE ta-IN ta-LK te-IN tg-TJ th-TH ti-ET tk-TM tl-PH "
        "tn-BW tn-ZA to-TO tr-TR ts-ZA tt-RU ug-CN uk-UA ur-PK uz-UZ vi-VN wo-SN xh-ZA yi-YD "
        "yo-NG zh-CN zh-HK zh-MO zh-TW zu-ZA"
    ),
    "microsoft": (
        "af am ar as az ba bg bho bn bo brx bs ca cs cy da de doi dsb dv el en es et eu fa fi "
        "fil fj fo fr fr-CA ga gl gom gu ha he hi hne hr hsb ht hu hy id ig ikt is it iu "
        "iu-Latn ja ka kk km kmr kn ko ks ku ky ln lo lt lug lv lzh mai mg mi mk ml mn-Cyrl "
        "mn-Mong mni mr ms mt mww my nb ne nl nso nya or otq pa pl prs ps pt pt-PT ro ru run rw "
        "sd si sk sl sm sn so sq sr-Cyrl sr-Latn st sv sw ta te th ti tk tn to tr tt ty ug uk "
        "ur uz vi xh yo yua yue zh-Hans zh-Hant zu"
    ),
    "baidu": (
        "ara bul cht cs dan de el en est fin fra hu it jp kor nl pl pt ru slo spa swe th "
        "vie wyw yue zh"
    ),
}
"""Member → the codes that it knows, parted by spaces; of MyMemory's, those of CLDR's
languages, and of Baidu's not Romanian, for which deep-translator has a wrong one."""

_ALIASES: Mapping[str, Mapping[str, str]] = {
    "google": {
        "fil": "tl",
        "he": "iw",
        "jv": "jw",
        "kok": "gom",
        "nb": "no",
        "zh-Hans": "zh-CN",
        "zh-Hant": "zh-TW",
    },
    "mymemory": {
        "ar": "ar-SA",
        "bs": "bs-BA",
        "de": "de-DE",
        "en": "en-GB",
        "es": "es-ES",
        "fr": "fr-FR",
        "it": "it-IT",
        "ks": "kas-IN",
        "ks-Deva": "ks-IN",
        "nl": "nl-NL",
        "no": "nb-NO",
        "pt": "pt-PT",
        "sr": "sr-Cyrl-RS",
        "sr-Latn": "sr-Latn-RS",
        "ta": "ta-IN",
        "tn": "tn-BW",
        "zh-Hans": "zh-CN",
        "zh-Hant": "zh-TW",
        "zh-Hant-HK": "zh-HK",
        "zh-Hant-MO": "zh-MO",
    },
    "microsoft": {
        "kok": "gom",
        "lg": "lug",
        "mn": "mn-Cyrl",
        "no": "nb",
        "ny": "nya",
        "pt-BR": "pt",
        "rn": "run",
        "sr": "sr-Cyrl",
    },
    "baidu": {
        "ar": "ara",
        "bg": "bul",
        "da": "dan",
        "es": "spa",
        "et": "est",
        "fi": "fin",
        "fr": "fra",
        "ja": "jp",
        "ko": "kor",
        "lzh": "wyw",
        "sl": "slo",
        "sv": "swe",
        "vi": "vie",
        "zh-Hans": "zh",
        "zh-Hant": "cht",
    },
}
"""Member → our tag → its code, where they differ or one of several is meant."""


def code(member: str, tag: str) -> str:
    """Give what a member calls the language of a canonical BCP 47 tag; empty if it has none.

    A country gives way where the member makes no difference, a script does not (see ``tags``).
    """
    known = CODES[member].split()
    for wanted in candidates(tag):
        found = _ALIASES[member].get(wanted, wanted)
        if found in known:
            return found
        countries = [each for each in known if each.startswith(f"{wanted}-")]
        if member == "mymemory" and len(countries) == 1:  # it has no language without a country
            return countries[0]
    return ""
