"""What only sounds like danger: a gas bill, a smoke detector, an extinguisher. It is cut out before words of danger are
looked for, unless signs of danger stand beside it: a detector that rings, a meter that leaks (row A5).

Real danger comes first: in doubt a phrase is not listed here. Each has the signs that make it danger after all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Phrases = Sequence[tuple[re.Pattern[str], re.Pattern[str] | None]]
"""What is harmless, unless these signs are found in what is left of the text."""


def _whole(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


def without_harmless(text: str, phrases: Phrases) -> tuple[str, tuple[str, ...]]:
    """A text without its harmless phrases, in the form that ``phrases`` expects; and those that are none, as signs of
    danger stand beside them."""
    alarming: list[str] = []
    for phrase, signs in phrases:
        left = phrase.sub(" ", text)
        if left == text:
            continue
        if signs is not None and signs.search(_quiet(left)):
            alarming += phrase.findall(text)
        else:
            text = left
    return text, tuple(alarming)


_BATTERY = _whole(
    r"piles?",
    r"batter\w+",
    r"toutes les \w+",
    r"every (?:\w+ )?(?:minute|second|hour)s?",
    r"hết pin",
    r"het pin",
)
_SILENT = re.compile(
    r"(?:ne |n')\w*(?: \w+)? ?(?:sonn|bip)\w* (?:pas|plus|jamais)|(?:ne |n')a (?:pas|jamais) sonne\w*"
    r"|(?:not|n't|never|nor) (?:ring\w*|sound\w*|go\w* off|beep\w*)|không (?:kêu|reo|hú|báo)|khong (?:keu|reo)"
    r"|(?:不|没|没有|不会)(?:响|叫|报警)|每隔"
)
_RINGS = re.compile(
    r"\b(?:sonn(?!er(?:a|ont))\w+|hurle\w*|retenti\w*|declench\w*|bip\w*|ring\w*|rang|(?:go|goes|going|gone"
    r"|went) off|sound\w*"
    r"|blar\w*|beep\w*|wail\w*|scream\w*|shriek\w*|fum\w+|smok\w+|brul\w*|burn\w*|crame\w*)\b"
    r"|\b(?:kêu|reo|hú|réo|rú|keu|khói|khoi|cháy|khét)\b|响|在叫|叫个不停|鸣|滴滴|烟|着火|味"
)
"""A detector or an alarm is heard, or there is what it was made for."""
_BURNS = re.compile(
    r"\b(?:hurry|quick|flam\w+|burn(?!t out)\w*|smok\w+|fum(?:ee|ees|ent)|brul\w+|crame\w*)\b"
)
"""There is what a door or a drill is for."""
_LEAKS = re.compile(
    r"\b(?:fuit\w*|odeur\w*|sent|sens|pue\w*|empest\w*|siffl\w*|malaise\w*|vertige\w*|maux de tete|mal a la tete"
    r"|nausee\w*"
    r"|explos\w*|perce\w*|arrach\w*|leak\w*|smell\w*|smelt|stink\w*|hiss\w*|odou?r\w*|dizzy|headaches?|explod\w*"
    r"|reek\w*)\b"
    r"|\b(?:rò|xì|mùi|nổ|ro ri|bi ro|bi xi|mui)\b|漏|泄|味|嘶|头晕|爆"
)
"""Gas is smelt, heard or felt."""


def _quiet(left: str) -> str:
    """What is left, without what a detector does whose battery is low or that does not ring."""
    left = _SILENT.sub(" ", left)
    return re.sub(r"\b(?:bip|beep|kêu|keu|chirp)\w*\b", " ", left) if _BATTERY.search(left) else left


_DETECTOR_FR = r"(?:detecteurs?|detections?|avertisseurs?|capteurs?|alarmes?|daaf|centrales?)"
_GAS_FR = (
    r"(?:factur\w*|compteurs?|contrats?|abonnements?|relev\w*|index|chaudieres?|chauffages?|chauffe-eau|cuisinieres?"
    r"|plaques?|fours?"
    r"|gazinieres?|robinets?|conduites?|colonnes?|installations?|entretien|fournisseurs?|prix|tarifs?|consommations?"
    r"|coupures?"
    r"|arrivees?|bouteilles?|raccordements?|techniciens?|agents?|diagnostics?|certificats?|attestations?|controles?"
    r"|visites?"
    r"|releveurs?|societe|compagnie|moteurs?|radiateurs?)(?: (?:individuelle?|collective?|general\w*|murale?))?"
)

PLAIN: Phrases = (
    (
        _whole(
            rf"{_GAS_FR} (?:(?:de |du |au |a |d'|en |le )?gaz)",
            r"gaz (?:naturel|de france|de ville|et (?:de )?(?:l')?(?:electricite|eau)|d'echappement)",
            r"(?:eau|electricite) et (?:le |du |de )?gaz",
            r"(?:plus|pas|coupure|sans|ni) (?:de |le )?gaz",
            r"gaz (?:est )?coupe",
            r"(?:pai\w+|pay\w+|factur\w*|relev\w*|charges|prix|tarifs?)[^.!?\n]{0,25}\bgaz",
            r"gaz[^.!?\n]{0,20}(?:compris|inclus|charges|factur\w*|pay\w+|prix|tarifs?|contrats?|fournisseurs?|gazpar)",
        ),
        _LEAKS,
    ),
    (
        _whole(
            rf"{_DETECTOR_FR} (?:(?:autonomes? |automatiques? )?(?:de |a |d'|des )?(?:fumees?|incendies?|gaz"
            rf"|monoxyde(?: de carbone)?|fuites? de gaz))",
            r"(?:smoke|fire|gas|carbon monoxide|co|heat|intruder|gas leak) (?:and \w+ )?(?:alarm|detector"
            r"|sensor|bell)s?",
            r"extincteurs? (?:a |d')?\w*",
            r"fire[ -](?:extinguisher|blanket|hose|sprinkler|panel)s?",
        ),
        _RINGS,
    ),
    (
        _whole(
            r"(?:portes?|issues?|clapets?|cloisons?) coupe[ -]feux?",
            r"(?:exercices?|essais?|tests?|assurances?|consignes?|securite|normes?|bornes?|bouches?|colonnes?"
            r"|reglementation|plans?(?: d'evacuation)?|visite"
            r"|verification|controle|commission|registre|prevention|protection|risques?|robinets?|poteaux?"
            r"|formation|escalier|porte)"
            r" (?:(?:de |d'|des |contre )?(?:l'alarme |la |l'|les )?(?:securite )?)incendies?",
            r"en cas d'(?:incendie|inondation)|in (?:the )?(?:case|event) of (?:a )?(?:fire|flood)",
            r"fire[ -](?:doors?|drills?|exits?|escapes?|safety|insurance|inspections?|inspector|certificates?"
            r"|regulations?|rules?|codes?"
            r"|hydrants?|wardens?|marshals?|plans?|lanes?|hazards?|risks?|resistant|proof|stations?|protection"
            r"|assembly|places?|pits?|wood"
            r"|stairs?|stick|tv|compartment\w*|stopping|rated|rating|prevention|training|procedures?|notices?)",
        ),
        _BURNS,
    ),
    (
        _whole(
            r"fumees? (?:de |du |des |d')(?:leurs? |la |sa |ses )?(?:cigar\w*|clopes?|tabac|barbecue\w*|bbq"
            r"|joints?|cannabis|chicha|narguile|encens)",
            r"conduits? (?:de |a |des )?fumees?",
            r"(?:evacuation|extraction|conduit) (?:de |des |de la )?fumees?",
            r"(?:vitres?|vitrages?|verres?|glaces?) fumees?",
            r"(?:cigar\w*|tobacco|barbecue|bbq|weed|second[ -]?hand|passive|incense|vape|shisha) smoke",
            r"smoke from (?:\w+ ){0,2}(?:cigar\w*|barbecue|bbq|grill|shisha)",
            r"(?:people|neighbou?rs?|they|tenants?|guests?|kids|teenagers|workers|who|residents?|we|i|you"
            r"|to|not|n't|don't|cannot|can|always"
            r"|often|still|never) smoke(?=$|\W+(?:on|in|at|outside|cigar\w*|weed|every|all|there|here|near"
            r"|under|by|from|too|a lot|$)|\W*[.,!?])",
            r"no[ -]smok\w*|smoke[ -]?free",
        ),
        None,
    ),
    (
        _whole(
            r"feux? (?:verts?|rouges?|oranges?|tricolores?|clignotants?|d'artifices?|de signalisation)",
            r"(?:explosions?|explos\w+) (?:of|in|des?|du|dans les) (?:the |la |l'|nos )?(?:costs?|prices?"
            r"|fees?|charges?|prix|couts?|factures?|budget|tarifs?|loyers?)",
            r"(?:charges?|prix|couts?|factures?|budget|tarifs?|loyers?)[^.!?\n]{0,12} explos\w+",
            r"in+ond\w+ (?:de |par les |par des |with )(?:pub\w*|mails?|messages?|prospectus|spams?|courriels?"
            r"|emails?)",
            r"flooded with (?:e-?mails?|messages|adverts?|leaflets|calls)",
            r"(?:assurances?|risques?) (?:d'|contre les |de l')?inondations?",
            r"flood (?:insurance|lights?|zones?|maps?|risks?)",
            r"inconscients? (?:de|du|d')",
            r"sos (?:plombi\w*|serruri\w*|depann\w*|electric\w*|hygiene|nuisibles)",
            r"(?:not|n't|never) hurt to",
            r"hurt (?:my|our|his|her|their) feelings",
            r"(?:before|so that nobody|until) ?(?:some(?:one|body)|any(?:one|body)"
            r"|people|a child|kids?)? ?"
            r"(?:could |might |will |may |can |is |are )?(?:gets?|be|being)? ?(?:hurt|injured)",
        ),
        None,
    ),
    (
        _whole(
            r"(?:mon|ton|son|notre|leur|ce|prochain|dernier|numero de|horaires? de|heure de|rate (?:mon|le|un)) vol",
            r"vol (?:pour|vers|direct|retarde|annule|aller|retour|interieur|de nuit|[a-z]{2} ?\d+|d'oiseaux?"
            r"|air france)",
            r"(?:suis|est|sommes|etes|sont|tres|si|trop|un peu|assez|pas) presse[es]*",
            r"(?:tennis|basketball|badminton|squash|food|volleyball|padel|sports?) courts?",
        ),
        None,
    ),
)
"""French and English, on text without accents (``fold``)."""

ACCENTED: Phrases = (
    (
        re.compile(
            r"(?<!\w)(?:(?:bóng|đèn|bóng đèn)(?: hành lang| cầu thang)?(?: (?:đã|bị|vừa|lại|hay)){0,2} cháy"
            r"|cháy (?:hết )?(?:bóng|đèn|hàng|túi|vé|nắng|cầu chì)|cầu chì(?: \w+)? cháy"
            r"|(?:bảo hiểm|an toàn|phòng chống|nguy cơ) cháy(?: nổ)?|chống cháy"
            r"|phong chay chua chay|phong chay|chong chay|an toan chay no|bao hiem chay(?: no)?)(?!\w)"
        ),
        None,
    ),
    (
        _whole(
            r"(?:bình |xe |lính |vòi |tủ |họng |diễn tập |tập huấn )?(?:phòng cháy và |phòng cháy )?(?:phòng"
            r"|chữa) cháy",
            r"(?:binh |xe |voi |tu |dien tap )?chua chay",
        ),
        None,
    ),
    (
        _whole(
            r"(?:chuông|còi|đầu|hệ thống|thiết bị|tủ|nút|cảm biến|đèn|máy|loa) (?:báo )?(?:cháy|khói|rò rỉ gas"
            r"|rò gas|gas)",
            r"(?:chuong|coi|dau|he thong|thiet bi|tu|nut|cam bien) (?:bao )?(?:chay|khoi|ro ri gas|gas)",
        ),
        _RINGS,
    ),
    (_whole(r"(?:đồng hồ|bình|bếp|van|ống|đường ống|dong ho|binh|bep|duong ong) gas?"), _LEAKS),
    (
        _whole(
            r"khói (?:thuốc(?: lá| lào)?|nhang|hương|xe|bụi|bếp|nướng)",
            r"khoi (?:thuoc(?: la| lao)?|nhang|huong|xe|bui)",
            r"(?:máy|quạt|hệ thống) hút khói|may hut khoi|ống khói|ong khoi",
            r"(?:sập|sap) (?:cầu dao|cau dao|cb|aptomat|át|atomat|nguồn|điện|mạng|cửa|bẫy|sàn|tiệm)",
            r"(?:cầu dao|cb|aptomat|át|atomat|cửa|mạng)(?: \w+){0,2}? (?:hay |lại |bị |đã |cứ |hay bị )*sập",
            r"ngập (?:rác|ngừng|mặt|đầu)",
            r"nổ (?:máy|hũ)",
            r"(?:dễ|tránh|kẻo|để không) (?:\w+ )?bị thương",
        ),
        None,
    ),
    (
        re.compile(
            r"(?:火灾|烟雾|烟感|燃气|煤气|可燃气体|一氧化碳|消防)(?:泄漏)?(?:自动)?(?:报警(?:器|系统)?|探测器"
            r"|警报(?:器)?|感应器|传感器)|烟感(?:器)?|灭火器"
        ),
        _RINGS,
    ),
    (
        re.compile(
            r"(?:火灾|燃气泄漏|爆炸)(?:的)?(?:保险|演练|演习|隐患|预防|风险|应急预案|培训)|防火灾|预防火灾"
            r"|发生火灾(?:时|的话|怎么)"
        ),
        None,
    ),
    (
        re.compile(
            r"(?:怕|防止|避免|以免|容易|小心|免得|担心|万一)[^，。！？\n]{0,6}?(?:摔倒|受伤"
            r"|滑倒|触电|着火|起火)(?!了)"
        ),
        None,
    ),
    (
        re.compile(
            r"打不着火|点不着火|漏电(?:保护|开关|断路|跳闸)|救命(?:恩人|钱|药|稻草)|火花塞|(?:信息|知识)爆炸"
            r"|有(?:吸|抽)?烟味|救护车通道"
        ),
        None,
    ),
)
"""Vietnamese, whose accents tell words apart, and as it is typed without them; Chinese."""
