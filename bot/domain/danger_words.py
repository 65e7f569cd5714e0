"""The words that tell of danger or say how grave something is, in four languages: whole words, and what people write in
haste, misspelt and without accents (rows A5, E)."""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, tuple[str, ...]]

ACT_NOW: Words = {
    "fr": ("incendie", "au feu", "en feu", "le feu", "fumée", "fuite de gaz", "odeur de gaz", "gaz", "explosion",
           "monoxyde de carbone", "inondation", "inondé", "inondée", "inonde", "grosse fuite", "énorme fuite",
           "fuite importante", "électrocuté", "électrocutée", "coincé dans l'ascenseur", "coincée dans l'ascenseur",
           "coincés dans l'ascenseur", "bloqué dans l'ascenseur", "bloquée dans l'ascenseur",
           "bloqués dans l'ascenseur", "enfermé dans l'ascenseur", "enfermée dans l'ascenseur", "effondré",
           "effondrée", "effondrement", "incendi", "au secours", "sos", "flammes", "fumées", "on m'agresse",
           "cambrioleur", "cambrioleurs", "suicider", "avec un couteau", "sent le brûlé", "odeur de brûlé",
           "sent le cramé", "sent le roussi", "odeur de cramé", "odeur de roussi", "étincelle", "étincelles"),
    "en": ("fire", "smoke", "gas leak", "smell of gas", "smells of gas", "smell gas", "smelling gas", "gas smell",
           "explosion", "carbon monoxide", "flood", "flooded", "flooding", "big leak", "huge leak", "major leak",
           "burst pipe", "pipe burst", "pipe has burst", "gushing", "flames", "electrocuted", "electric shock",
           "stuck in the lift", "stuck in a lift", "stuck in lift", "trapped in the lift", "stuck in the elevator",
           "stuck in an elevator", "trapped in the elevator", "collapsed", "pouring through the ceiling",
           "pouring from the ceiling", "breaking in", "intruder", "intruders", "with a knife", "with a gun",
           "smell of burning", "smells of burning", "smell burning", "smell something burning", "burning smell",
           "sparks", "sparking", "suicide"),
    "vi": ("cháy", "khói", "hỏa hoạn", "hoả hoạn", "phát nổ", "rò rỉ gas", "xì gas", "mùi gas", "ngập", "vỡ ống nước",
           "bể ống nước", "điện giật", "kẹt thang máy", "kẹt trong thang máy", "sập", "hoa hoan", "ro ri gas",
           "mui gas", "dien giat", "ket thang may", "ket trong thang may", "chay nha", "nha chay", "boc khoi",
           "cứu với", "cứu tôi", "cứu em", "cứu chị", "cuu voi", "mùi khét", "mui khet", "tóe lửa", "toé lửa",
           "chập điện", "chap dien", "rò điện", "ro dien", "giật điện", "giat dien", "phóng hỏa", "có trộm",
           "co trom", "đột nhập", "dot nhap", "cầm dao", "cam dao", "nhảy lầu", "nhay lau", "tự tử", "tiếng nổ",
           "kêu cứu", "keu cuu", "cuu toi", "cuu em", "cuu chung toi", "boc chay", "phat chay", "dam chay", "xi gas",
           "xì ga", "mùi ga", "mui ga"),
    "zh": ("着火", "起火", "失火", "火灾", "冒烟", "爆炸", "燃气泄漏", "煤气泄漏", "漏煤气", "漏燃气", "煤气味",
           "燃气味", "闻到煤气", "闻到燃气", "一氧化碳", "淹水", "水淹", "爆管", "水管爆", "大量漏水", "触电",
           "困在电梯", "被困电梯", "卡在电梯", "关在电梯", "电梯困人", "坍塌", "倒塌", "被淹", "淹了", "救命", "焦味",
           "烧焦", "糊味", "火花", "火星", "烧起来", "烧着", "起烟", "浓烟", "著火",
           "冒煙", "漏电", "跳楼", "自杀", "煤气中毒", "全淹", "淹没", "拿刀", "有小偷", "进小偷", "水漫", "动刀",
           "持刀", "闯进", "撬门", "入室盗", "入室抢", "入室行窃", "🆘"),
}  # fmt: skip
"""What gets worse if it is left: whoever writes this is helped at once."""

HURT: Words = {
    "fr": ("blessé", "blessée", "blessés", "blessure", "inconscient", "inconsciente", "saigne", "ne respire plus",
           "un malaise", "ne se réveille pas", "ne se réveille plus", "respire mal", "ne se relève plus",
           "ne peut plus se relever", "crise cardiaque", "infarctus"),
    "en": ("injured", "injury", "hurt", "unconscious", "bleeding", "not breathing", "can't breathe", "cannot breathe",
           "fainted", "passed out", "not waking up", "unresponsive", "can't get up", "cannot get up", "heart attack"),
    "vi": ("bị thương", "cấp cứu", "bất tỉnh", "ngất xỉu", "chảy máu", "không dậy được", "không đứng dậy được",
           "đau tim", "đột quỵ", "không thở", "bat tinh", "ngat xiu", "chay mau", "dot quy", "kho tho", "khong tho"),
    "zh": ("受伤", "昏迷", "晕倒", "流血", "摔倒", "心脏病", "心梗", "不省人事", "昏倒", "昏过去", "晕过去", "晕了",
           "失去意识", "没呼吸", "没有呼吸", "被电了"),
}  # fmt: skip
"""Somebody needs a doctor."""

_LIFT_FR, _LIFT_EN = r"l?\W?(?:as+c?en[cs]+eu\w*|asc(?!\w))", r"(?:lift|el[ea]v\w+)"
_SHUT_FR = r"(?:bloqu|coinc|enferm|prisonn)\w*"
_DULL_VI = r"(?<!phong )(?<!chua )(?<!nuoc )(?<!thang may )(?<!may bom )(?<!quat )(?<!lua )"
IN_HASTE: Words = {
    "fr": (
        # shut in a lift, fallen
        rf"{_SHUT_FR}\W+(?:\w+\W+){{0,3}}?d[ae]?n?s\W+(?:\w+\W+){{0,2}}?{_LIFT_FR}",
        rf"(?:suis|est|sommes)\W+{_SHUT_FR}\W+{_LIFT_FR}|^\W*{_SHUT_FR}\W+{_LIFT_FR}",
        rf"{_LIFT_FR}[^.!?\n]{{0,40}}(?:bloqu|coinc|arret|panne)[^.!?\n]{{0,20}}avec "
        r"(?:ma|mon|mes|moi|nous|quelqu'un|des gens|du monde|(?:un|une|deux|\d) (?:personnes?|dames?|enfants?"
        r"|voisine?s?|bebe))",
        rf"{_LIFT_FR}[^.!?\n]{{0,40}}(?:bloqu|coinc|enferm|arret|panne)[^.!?\n]{{0,50}}(?:dedans|a l'interieur)",
        r"tomb\w*[^.!?\n]{0,50}ne (?:bouge|repond|reagit)\w*|(?:tombee?|chute)[^.!?\n]{0,50}(?:bouge|reagit) plus",
        r"respire (?:plus|pas)|s'est pendue?|se pendre",
        # fire
        r"(?:y ?a|ya|il y a|commence(?:ment)? d[eu]|depart de|debut de) (?:d[ue] |un )?feu|(?<!-)feu (?:dans|chez|sur)",
        r"(?:ca|sa|c'|tout|tous|poubelle|immeuble|voiture|appart\w*|cuisine|cave) (?:bru[lr]\w*|crame\w*|flambe\w*)",
        r"in[cs][ae]ndi[ei]?[ts]?|(?:de la|la) fum+e+[re]?(?= (?:partout|sort|dans|noire|epaisse|monte|envahi))",
        r"(?:de la|bcp de|beaucoup de|plein de) fum+e[er]?",
        r"(?:pris|prend|prendre|prenait) feu|^\W*feu\W*$|(?<!-)feu(?=\W*!)",
        r"(?:ca|sa) fume (?:au|dans|en|partout|noir|beaucoup|depuis|chez)",
        r"(?:prises?|multiprise|tableau|disjoncteur|cables?|fils?|compteur electrique|moteur|machine)"
        r"\W+(?:\w+\W+){0,3}?(?:fum(?:e|ent|ait)|fondu\w*|fondent|brul\w*|cram\w*|gresill\w*|crepit\w*)",
        r"(?:odeur|sent)\W+(?:\w+\W+){0,3}?(?:brul|cram|roussi)\w*",
        r"l'alarme (?:sonne|hurle|retentit|s'est declenchee)",
        # gas, as some spell it
        r"(?:odeur\w*|fuite\w*|sent|sens|pue)\W+(?:\w+\W+){0,3}?ga[sz]",
        r"(?:voisine?|mere|pere|mari|femme|fils|fille|bebe|maman|papa|dame|monsieur|grand-\w+)\W+"
        r"(?:\w+\W+){0,3}?ne repond plus(?! (?:au|a|aux) )",
        # water, walls
        r"in+onda[ts]i\w*|in+onde+[es]*",
        r"(?:tuyau|canalisation|conduite|chauffe.eau|ballon|chaudiere)\W+(?:\w+\W+){0,3}?(?:eclate\w*|explos\w*"
        r"|perce[es]*|rompue?s?|pete[es]*)",
        r"(?:plafond|mur|balcon|toit|toiture)\W+(?:\w+\W+){0,3}?(?:ecroul|effondr)\w*|plafond\W+(?:\w+\W+){0,2}?tombe\w*",
        r"l'eau monte(?! (?:pas|plus|mal|peu|difficil\w*|trop))|(?:coule|gicle|jaillit)\W+(?:\w+\W+){0,2}?"
        r"(?:a flots?|partout|a torrents?)",
        r"(?:coule|goutte|tombe|fuit)\W+(?:\w+\W+){0,2}?sur\W+(?:\w+\W+)?"
        r"(?:tableau|compteur electrique|prises?|disjoncteur|multiprise|luminaire|lampe)",
        r"(?<!-)eau\W+(?:\w+\W+){0,6}?(?:pres|sur|dans|par|travers|derriere)\W+(?:\w+\W+){0,2}?"
        r"(?:tableau electrique|compteur electrique|prises?|luminaire|plafonnier|disjoncteur)",
        r"(?:facade|corniche|tuiles?|pierres|briques?)\W+(?:\w+\W+){0,3}?tomb\w*|tomb\w*\W+(?:de la facade"
        r"|du toit)",
        r"fils?(?: electriques?)? (?:a nu|denude\w*)|pris (?:le courant|une (?:decharge|chataigne))"
        r"|decharge electrique",
        # somebody needs help
        r"il y a un mort|(?:homme|inconnu|individu|type|mec)s? armes?|essai\w* d'?e? ?(?:r?entrer) (?:chez "
        r"(?:moi|nous)|dans m\w+)",
        r"(?:appel\w+|besoin d'|envoy\w+|vite)\W*(?:une |l')?ambulance",
        r"(?:se jeter|sauter)\W+(?:du|par|de)\W+(?:\w+\W+)?(?:balcon|fenetre|toit)",
        r"(?:forcer?|defonc\w+)\W+(?:\w+\W+){0,2}?(?:ma|notre|sa) porte",
    ),
    "en": (
        rf"(?:stuck|stuk|trapped|traped|locked|shut)\W+(?:\w+\W+){{0,2}}?(?:in|inside|into)\W+(?:\w+\W+){{0,2}}?{_LIFT_EN}",
        rf"{_LIFT_EN}[^.!?\n]{{0,30}}(?:stopp|stuck|broke|jam)\w*"
        r"(?:(?!nobody|no one|noone|no-one|empty)[^.!?\n]){0,40}inside",
        r"f[ae]ll\w*[^.!?\n]{0,50}(?:not|n't) (?:moving|answering)",
        r"(?:something|smth|sth|stuff|house|flat|bin|building|car|roof|it|its|it's|kitchen)(?: is|'s)? burning(?! hot)",
        r"(?:fier|fyre) in (?:the )?\w+|(?:smok|smoek|smke|somke) (?:in|from|coming|every)\w*",
        r"bin (?:is )?burning|catch(?:ing|es)? fire|caught fire",
        r"(?:socket|plug|outlet|wires?|cables?|oven|boiler|fuse ?box|motor|roof)(?: is| are|'s)? smok(?:ing|y)",
        r"ga[sz]\W+(?:\w+\W+){0,3}?(?:le+a?k|smel+|odou?r|hiss|escap)\w*",
        r"(?:le+a?k|smel+|smelt|stink|stunk|reek|odou?r|whiff)\w*\W+(?:\w+\W+){0,3}?ga[sz]",
        r"(?:ceiling|roof|wall|balcony)\W+(?:\w+\W+){0,2}?(?:collaps\w+|coming down|came down|fell|fallen in)",
        r"(?:pipe|boiler|tank|heater)\W+(?:\w+\W+){0,2}?(?:burst|exploded)",
        r"(?<!car )(?<!bike )(?<!burglar )alarms?\W+(?!clock|of )(?:\w+\W+){0,2}?(?:ringing|rings|going off"
        r"|went off|blaring)",
        r"water\W+(?:\w+\W+){0,2}?(?:pour|gush|stream|spray)\w* (?:from|out|down|through|thru|into)|water (?:is )?"
        r"(?:everywhere|rising)",
        r"water\W+(?:\w+\W+){0,3}?(?:through|from|near|into|in)\W+(?:the |my )?(?:lights?|lamp|socket|electric\w*"
        r"|fuse\w*)",
        r"(?:wall|facade|bricks?|balcony|roof)\W+(?:\w+\W+){0,4}?(?:falling|fell|fallen)(?= (?:on|down|off|from)|\W*$)",
        r"(?:live|bare|exposed) (?:\w+ )?(?:wires?|cables?)|electric(?:al)? shocks?|shocks? (?:from|off) "
        r"(?:the|my|a|an)"
        r"|(?:got|get|gave|gives) (?:me )?an? shock (?:touching|when (?:i|you|he|she|we) (?:touch|plug)\w*)|zapped",
        r"there(?: is|'s) a (?:burglar|thief)|breaking into|strangers? (?:is )?(?:in|inside) my (?:flat|house"
        r"|home|apartment)",
        r"(?:need|call|send|get)\w*\W+(?:\w+\W+){0,2}?ambulance",
        r"(?:try\w*|tri\w+|want\w*)\W+to\W+(?:break|force)\W+(?:in|into|the door|my door)",
        r"(?:jump|jumping)\W+(?:off|from|out)\W+(?:\w+\W+){0,2}?(?:roof|balcony|window|building)",
    ),
    "vi": (
        r"(?:kẹt|nhốt)\W+(?:\w+\W+){0,3}?thang máy",
        r"b[ịi] k[ẹe]t\W+(?:\w+\W+){0,2}?thang m[áa]y",
        r"(?:kẹt|ket|nhốt|nhot) (?:ở |o )?trong thang",
        r"thang m[áa]y[^.!?\n]{0,15}k[ẹe]t[^.!?\n]{0,10}(?:có|co) (?:em|bé|be|bà|ba|trẻ|tre|người già|nguoi gia"
        r"|mấy|may) ?\w*",
        r"thang may[^.!?\n]{0,15}(?:hong|dung|ket)[^.!?\n]{0,30}nguoi[^.!?\n]{0,10}trong",
        r"thang máy[^.!?\n]{0,40}người\W+(?:\w+\W+){0,3}?(?:kẹt|nhốt)",
        r"thang máy[^.!?\n]{0,15}(?:hỏng|dừng|đứng|kẹt)[^.!?\n]{0,30}người[^.!?\n]{0,10}trong",
        r"lửa (?:bốc|cháy|lan|lớn|to|ở)|(?<!không )(?:bốc|thấy|có) lửa|lua (?:boc|chay|lan|lon)",
        # fire, typed without accents: what runs, flows or is eaten without meat is written the same way
        _DULL_VI + r"chay (?:nha|can ho|bep|o dien|day dien|tu dien|cau dao|ham|chung cu|binh gas|lon|rui)",
        _DULL_VI + r"chay o (?:tang|ham|bep|nha|can|phong|hanh lang|lau|cau thang)",
        r"(?:nha|can ho|bep|o dien|day dien|tu dien|chung cu|tang ham|ham xe)"
        r"(?: (?!nuoc|ong|voi|may|quat|xe)\w+)? (?:dang |bi |dang bi |da |sap )?chay(?! (?:nuoc|ra|xuong|qua"
        r"|bo|nhot|xang|dau))",
        r"(?:phong|tang|lau|xe|can) ?\d* (?:bi|dang bi|boc|dang boc) chay(?! (?:nuoc|nhot|xang|dau))|(?:^"
        r"|[.!?,\n] ?)(?:oi )?co chay"
        r"(?= (?:o|nha|tang|roi|lon))",
        r"(?:^|[.!?,\n] ?)chay roi(?= (?:cuu|ba con|moi nguoi|anh|chi|ban|\W|$)|\W*$)|co chay(?=\W*$)",
        r"(?:co|nhieu|toan|day|thay) khoi(?! (?:luong|cong|phai|nha|lo|nuoc|thuoc|nhang|huong))",
        r"khoi (?:den|um|khet|ngop|boc|mu mit|nhieu|nghi ngut|dac|trang)(?! nua)",
        _DULL_VI
        + r"chay (?:(?:phong|lau|can|tang) (?:\d+|ham)|xe (?:o|duoi|trong) (?:tang )?ham(?! (?:nhanh|am|qua)))",
        # gas
        r"(?:rò|xì|hở) (?:khí )?gas?|(?:ro|xi|ho) (?:khi )?gas",
        r"(?<!hố )(?<!ho )(?<!nhà )(?<!nha )(?<!sân )gas?(?: \w+){0,1} (?:bị |bi |đang |dang )?(?:rò|xì|hở"
        r"|ro ri|bi ro|bi xi)(?: rỉ)?",
        # water, walls, current
        r"n[ưu][ớo]c tr[àa]n (?:v[àa]o|l[êe]nh|kh[ắa]p)|[ốo]ng n[ưu][ớo]c (?:b[ịi] |đ[ãa] )?(?:v[ỡo]|b[ểe]|n[ổo])",
        r"ngap (?:nuoc|nha|ham|phong|tang|het|roi|lut)|nuoc ngap|(?:vo|be) (?:duong )?ong nuoc",
        r"(?:tran|tuong|mai|ban cong)(?: nha)? (?:bi |da )?sap|sap (?:tran|tuong)",
        r"nổ (?:bình|gas|ga)|no binh (?:gas|ga)|bị nổ|sap sap",
        # somebody needs help
        r"chay(?:[ !,]+chay)+(?! (?:nhay|bo))|(?:té|te) x[ỉi]u|x[ỉi]u (?:rồi|roi)",
        r"(?:bị |đã |vừa )ngất|ngất (?:rồi|đi|lịm|trong|ở)",
        r"bi thuong(?! xuyen)|(?:me|bo|ba|ong|chong|vo|con|chi|anh|nguoi)(?: \w+)? bi ngat|gọi (?:xe )?cấp cứu"
        r"|goi (?:xe )?cap cuu",
    ),
    "zh": (
        r"困(?!扰|难)[^。！？\n]{0,3}电梯",
        r"电梯[^。！？\n]{0,12}(?:被困|困住|困人|困在)(?!扰)",
        r"电梯[^。！？\n]{0,8}(?:停|坏|卡)[^。！？\n]{0,6}(?:里面有人|在里面)",
        r"(?:关|卡|锁)[^。！？\n]{0,3}电梯里|电梯里?[^。！？\n]{0,6}(?:出不来|出不去)",
        r"(?:煤气|燃气|天然气|液化气|瓦斯)(?!表|费|灶|公司|卡)[^。！？\n]{0,6}(?:漏|泄|有味|味道|异味)",
        r"(?:燃气|煤气)[^。！？\n]{0,3}(?:表|灶|管|阀)[^。！？\n]{0,4}(?:漏|泄|旁边?有味|有味|味道|异味|嘶)",
        r"漏气[^。！？\n]{0,6}(?:煤气|燃气)|(?:煤气|燃气)[^。！？\n]{0,2}没关",
        r"(?<!没)有火(?!锅|灾|车|花|警|爆|龙果)|(?<!没)(?:有|好多|很多|全是|都是|满是)烟(?!味|灰|头|草|囱"
        r"|道|管|感|雾|酒|蒂|盒|花|民)|着了火",
        r"(?:天花板|墙|吊顶|阳台|楼板|屋顶)[^。！？\n]{0,3}(?:塌|掉下来|垮)",
        r"(?:倒|躺|摔)[^。！？\n]{0,6}(?:不动|没反应|起不来)",
        r"(?:叫|喊|打|派|要|来)[^。！？\n]{0,3}救护车|(?:快|赶紧|来人)[^。！？\n]{0,2}救人|快来人|来人啊",
        r"(?:插座|插头|电线|电箱|电表|电瓶车|电动车|充电器|充电宝)[^。！？\n]{0,4}(?:烧|冒|着了|炸|爆)",
        r"闻到[^。！？\n]{0,4}(?:煤气|燃气|天然气|瓦斯)|一股(?:煤气|燃气)|(?:^|[^\u4e00-\u9fff])火[!！]|^\W*火\W*$",
        r"电梯[^。！？\n]{0,3}(?:掉下|坠|失控|急速)|漏水?像(?:下雨|瀑布)|(?:管|龙头|墙|阀门?)[^。！？\n]{0,4}喷水"
        r"|警[报铃](?:(?!不|没)[^。！？\n]){0,4}响",
        r"外墙[^。！？\n]{0,4}(?:掉(?!色|漆)|脱落|坠|砸)|(?:玻璃|广告牌|空调外机)[^。！？\n]{0,4}(?:掉下来|坠落)",
        r"(?:好|很|太)大的?烟(?!味|瘾)|(?<!油)(?<!抽)烟(?:好|很|太|特别)大|^\W*(?:煤气|燃气|gas)\W*$|爆了?水管",
        r"水(?:管|龙头)[^。！？\n]{0,2}爆",
    ),
}
"""What people write in haste, in words apart from each other, misspelt or without accents: somebody is shut in a
lift or has fallen and lies there, something burns, leaks or comes down. French and English are looked at without their
accents."""

GRAVE: Words = {
    "fr": ("hôpital", "agressé", "agressée", "agression", "menacé", "menacée",
           "vol", "cambriolé", "cambriolée", "cambriolage", "danger", "dangereux", "dangereuse", "sans eau",
           "sans électricité", "sans chauffage", "pétition", "avocat", "tribunal", "presse"),
    "en": ("hospital", "assaulted", "attacked", "threatened", "theft", "stolen", "stole", "robbed", "burglar",
           "burgled", "burglary", "danger", "dangerous", "no water", "no electricity", "no heating", "petition",
           "lawyer", "court", "newspaper"),
    "vi": ("bệnh viện", "hành hung", "đe dọa", "đe doạ", "trộm", "nguy hiểm",
           "mất nước", "mất điện", "kiến nghị tập thể", "luật sư", "tòa án", "toà án", "báo chí"),
    "zh": ("医院", "殴打", "打人", "威胁", "被盗", "盗窃", "失窃", "被偷", "小偷", "危险", "停水", "停电", "没有水",
           "没有电", "联名", "律师", "法院", "媒体", "曝光"),
}  # fmt: skip
"""Normal life, property or safety at stake, several complainants, or the company's name."""
