"""Real danger, however it is typed, and what only sounds like it, in four languages (row A5)."""

from __future__ import annotations

import pytest

from bot.domain.gravity import dangers, propose

REAL = {
    "fr": """
        ya le feu
        y a du feu dans la cave
        feu dans le local poubelle
        ça brûle au 2e
        sa crame dans la cuisine du voisin
        des flammes sortent de la fenêtre
        tout flambe en bas
        insendie parking
        incendit au rez de chaussée
        il y a de la fumer partout
        de la fumé sort de l’ascenseur
        grosses fumées noires
        la poubelle brûle
        ca sent le gaz
        sa sent le gaz dans l’escalier
        ça pue le gaz
        odeur de gas au sous-sol
        fuite au compteur de gaz
        odeur de gaz près du compteur
        le compteur de gaz siffle
        fuite sur la chaudière à gaz
        depuis la relève du compteur de gaz ça sent bizarre
        j’ai le vertige, la chaudière au gaz est allumée
        le détecteur de fumée sonne
        l’alarme incendie s’est déclenchée
        Le détecteur de fumée hurle et personne ne vient
        le détecteur de monoxyde sonne chez ma mère
        le détecteur de fumée ne sonne pas alors qu’il y a de la fumée
        porte coupe-feu bloquée et fumée derrière
        l’extincteur est vide et ça brûle
        sent le cramé dans le couloir
        odeur de roussi près du tableau
        suis coincé ascenseur
        coincés ds l’ascensseur avec bébé
        le tuyau a éclaté, ça gicle partout
        le chauffe-eau a explosé
        le plafond s’est écroulé
        innondation dans le hall
        on est innondés
        ma voisine ne répond plus, elle respire mal
        mon père ne se réveille pas
        appelez une ambulance
        il veut se jeter du balcon
        un homme avec un couteau dans le hall
        on essaie de forcer ma porte
        la voiture a pris feu au parking
        prise électrique qui fume
        la prise a fondu, odeur de plastique brûlé
        l’eau monte dans la cave
        ça coule partout chez moi
        de l’eau passe près du compteur électrique
        un bout de façade est tombé sur le trottoir
        quelqu’un essaie de rentrer chez moi
        ma mère ne répond plus, elle est par terre
        feu !!!
        ça fume au sous sol
        prise qui crame
        bloquée ds l’asc
        lascenseur est bloqué avec ma mère
        ca coule sur le compteur electrique
        mon mari a fait une chute il bouge plus
        bébé respire plus
    """,
    "en": """
        something is burning in the hall
        its burning downstairs
        flames on the third floor
        the bin is on fire
        Fire!!!
        smoke coming under the fire door
        fire door blocked and there is a fire
        there is smoke and the smoke detector is silent
        smoke detector is ringing and there is smoke
        the smoke alarm keeps going off
        fire alarm ringing, is it real?
        the fire alarm has been sounding for ten minutes
        the carbon monoxide alarm is beeping
        thick black smoke
        gas is leaking in the kitchen
        leak at the gas meter
        the gas meter is hissing
        smells like gas near the gas meter
        it stinks of gas
        strong gas odour in the lobby
        smell gaz in stairs
        I paid the gas bill but now I smell gas
        trapped in teh elevator
        stuk in the lift pls
        the lift stopped and we are inside
        water is gushing out of the wall
        the ceiling came down
        the ceiling is collapsing
        pipe burst in the bathroom
        my neighbour passed out
        she is not waking up
        grandpa can't breathe
        we need an ambulance
        he is bleeding badly
        somebody with a knife in the lobby
        someone is trying to break in
        he wants to jump from the roof
        sparks coming out of the socket
        the socket is smoking
        electrical burning smell
        the fire extinguisher is empty and the bin is burning
        my kid got an electric shock
        my father might be injured, he fell
        the alarm is ringing and everyone is leaving
        water is coming through the light fitting
        there is a burglar
        live wires hanging in the cellar
        I got a shock from the door handle
        part of the facade fell on the street
        electric shock from the lamp
        FIRE ESCAPE blocked and the stairs are burning
        fier in kitchen
        smok in the corridor
        gas leek
        i smel gas
        water pouring thru the ceiling
    """,
    "vi": """
        chay nha
        chay roi cuu voi
        co chay o tang 5
        nha bi chay
        chay o tang ham
        chay bep roi
        bep dang bi chay
        phong 502 boc chay
        chay lon lam
        o dien bi chay
        cháy
        cháy ở bếp nhà hàng xóm
        chung cư đang cháy
        lửa bốc lên ở tầng 3
        co khoi o hanh lang
        khoi boc len nhieu qua
        toan khoi trong thang may
        có khói đen ngoài hành lang
        mùi ga nồng nặc
        mui ga
        xi gas
        ro gas o bep
        gas bị rò
        ga bị xì
        đồng hồ gas bị rò rỉ
        gần đồng hồ gas có mùi lạ
        chuông báo cháy kêu
        chuông báo cháy reo mãi không ai xử lý
        đầu báo khói kêu liên tục
        chuong bao chay keu
        bình chữa cháy hết mà bếp đang cháy
        bi ket thang may
        ket trong thang may cuu em
        em bị nhốt trong thang máy
        ngap nuoc het nha roi
        vo ong nuoc
        trần nhà bị sập
        tran nha sap roi
        rò điện ở máy nước nóng
        bi giat dien
        bố tôi ngất rồi
        me toi bat tinh
        chay mau nhieu qua
        anh ấy không thở được
        có trộm vào nhà
        có người đòi nhảy lầu
        gọi xe cấp cứu giúp tôi
        chay phong 302 roi
        chay tang ham
        khoi um ham xe
        bị kẹt trong thang
        thang may ket co nguoi ben trong
        nuoc tran vao nha
        ống nước vỡ
        có kẻ lạ cầm dao
        chay chay chay
        thang may bi ket co em be
        nguoi gia te xiu
    """,
    "zh": """
        着火啦
        着火
        楼下烧起来了
        垃圾桶烧着了
        有火
        起烟了
        好多烟
        走廊里全是烟
        浓烟
        闻到烧焦味
        漏气了有煤气味
        煤气漏了
        燃气好像在漏
        燃气表漏气
        燃气表旁边有味道
        厨房煤气没关好，有味
        煤气中毒
        烟雾报警器响了
        火灾报警器一直响
        烟感在叫
        燃气报警器响了
        灭火器没了，楼道着火了
        消防通道堵了，里面在冒烟
        困电梯
        电梯里出不来
        被关电梯里了
        电梯卡住了我们在里面
        救命
        快救人
        漏电了
        孩子被电了
        水管爆了
        家里全淹了
        天花板塌了
        我爸晕过去了
        我妈没呼吸了
        老人倒在地上不动了
        快叫救护车
        有人要跳楼
        有小偷进屋了
        有人拿刀
        插座冒火星
        他可能受伤了
        我怕他摔倒了
        插座烧了
        闻到一股煤气
        燃气泄露了
        电梯坠了
        水漫到客厅了
        有人昏倒
        小偷在撬门
        火！
        警铃响了
        水管喷水了
        走廊有好多烟
        好大的烟
        煤气！
        爆水管了
    """,
}

HARMLESS = {
    "fr": """
        Ma facture de gaz a doublé
        Où est le compteur de gaz ?
        relève du compteur gaz demain
        Je veux résilier mon contrat de gaz
        le technicien du gaz passe quand ?
        Entretien de la chaudière à gaz
        prix du gaz et de l’électricité
        nous n’avons plus de gaz depuis ce matin
        coupure de gaz prévue mardi ?
        ma cuisinière à gaz ne s’allume pas
        Qui est le fournisseur de gaz de l’immeuble ?
        le détecteur de fumée est à changer
        Quand installez-vous les détecteurs de fumée ?
        la pile du détecteur de fumée est vide, il bipe toutes les minutes
        le détecteur de fumée ne sonne plus quand je le teste
        La porte coupe-feu ne ferme pas
        porte coupe feu bloquée
        L’extincteur du 2e est périmé
        exercice incendie mardi à 10 h ?
        L’alarme incendie sera testée quand ?
        l’essai de l’alarme incendie
        assurance incendie obligatoire ?
        consignes de sécurité incendie dans le hall
        la borne incendie devant le garage
        Le voisin du dessous fume, la fumée de cigarette monte chez moi
        fumée du barbecue des voisins
        le conduit de fumée doit être ramoné
        vitres fumées dans le hall
        Avons-nous le feu vert du conseil syndical ?
        le feu rouge au coin de la rue
        feu d’artifice du 14 juillet
        explosion des charges cette année
        les charges ont explosé
        je suis inondé de publicités dans ma boîte
        On m’a donné le numéro de SOS plombier
        le détecteur de monoxyde de carbone est-il obligatoire ?
        ma chaudière gaz fait du bruit
        Qui paie le gaz du chauffage collectif ?
        Le gaz est-il compris dans les charges ?
        plan d’évacuation incendie manquant
        le gardien ne répond plus au téléphone
        issue de secours encombrée
        l’eau ne monte pas au 5e
        l’alarme de la voiture du voisin sonne la nuit
        la prise au fond du couloir ne marche plus
        Le chauffe-eau ne marche plus, la prise est bonne
        la chaudière fait un petit bruit
        mon volet est tombé
        Pierre est tombé malade
        Qui appeler en cas d’incendie ?
        le coupe-feu dans le parking est à peindre
        l’eau monte mal au 5e
        le feu clignotant du portail est cassé
        il y a un feu rouge devant l’entrée
        le livreur a cassé ma porte de boîte aux lettres
        l’ascenseur est bloqué avec des cartons
        merci pour le feu vert !
        l’eau tombe goutte à goutte de la douche
    """,
    "en": """
        My gas bill doubled
        Where is the gas meter?
        When is the gas boiler serviced?
        The gas engineer did not come
        gas meter reading
        The fire door does not close
        fire doors on every floor
        Fire drill on Tuesday?
        Is there a fire alarm test this week?
        the fire alarm will be tested on Monday
        fire extinguisher is out of date
        Where are the fire exits?
        fire escape plan
        bikes block the fire escape
        The smoke detector needs a new battery
        smoke detector chirps every minute, low battery
        please install smoke detectors
        the smoke alarm beeps because of the battery
        fire safety certificate
        fire insurance question
        The fire inspection is next week?
        people smoke in the stairwell
        my neighbours smoke on the balcony
        cigarette smoke comes into my flat
        barbecue smoke every weekend
        I don't smoke
        The fireplace in the lounge
        Fireworks on Saturday?
        flood insurance
        the floodlights in the car park
        an explosion of costs
        carbon monoxide detector wanted
        the carbon monoxide alarm is out of date
        it would not hurt to paint the hall
        the water is burning hot
        Please fix it before somebody gets hurt
        fire hydrant in front of the garage
        the gas company wants access
        who is responsible for the fire alarm maintenance?
        The fire panel shows a fault
        fire assembly point sign missing
        can I smoke on the balcony?
        smoke free building
        no gas since this morning
        the car alarm went off all night
        lift stuck on 3rd floor since morning, nobody inside
        I got a shock when I saw the charges
        my alarm clock keeps ringing
        Whom do we call in case of fire?
        the burglar alarm contract
        the alarm of a car keeps going off
        the pump makes a burst of noise
        the first in the queue
    """,
    "vi": """
        Đồng hồ gas ở đâu ạ?
        tiền gas tháng này
        đổi bình gas
        bình chữa cháy hết hạn
        binh chua chay het han
        tập huấn phòng cháy chữa cháy
        phong chay chua chay khi nao tap huan
        diễn tập chữa cháy thứ mấy?
        cửa chống cháy không đóng được
        bảo hiểm cháy nổ chung cư
        hệ thống báo cháy bảo trì lúc nào?
        chuông báo cháy bị hỏng không kêu
        đầu báo khói hết pin
        đầu báo khói kêu tít tít vì hết pin
        lắp thêm cảm biến khói được không?
        khói thuốc lá bay vào nhà tôi
        khoi thuoc la bay vao nha
        máy hút khói bị hỏng
        khói nhang nhà bên cạnh
        bóng đèn cháy
        đèn hành lang cháy rồi
        cháy cầu chì
        thang máy chạy chậm
        thang may chay cham qua
        thang may co chay khong
        nuoc chay yeu
        nuoc chay nhanh hon duoc khong
        máy bơm chạy ồn
        may bom chay on ca dem
        trẻ em chạy nhảy
        tre em chay nhay ngoai hanh lang
        toi an chay
        xe chay vao ham bang loi nao
        sập cầu dao
        cầu dao nhà tôi hay bị sập
        hàng xóm đóng sập cửa
        sap den han dong phi
        trung tâm bán cháy hàng
        thùng rác ngập rác
        khoi nha ben canh xay dung on
        khỏi cần gọi lại
        bếp gas nhà tôi không lên lửa
        vòi nước bị rò rỉ nhẹ
        máy lạnh chảy nước
        ga tàu gần đây
        xe máy chạy ồn
        giá cao ngất ngưởng
        bi thuong xuyen mat nuoc
        ho ga bi nghet
        hố ga bị rò rỉ nước
        ho ga bi ro ri
        bếp gas không có lửa
        trần nhà bị chảy nước
        tran nha bi chay nuoc
        trong nha nuoc chay yeu
        xe bi chay nhot
        dien bi ngat
        thang nay nhieu khoi nuoc
        khoi den nua nhe
        xi ga
        can ho tren chay nuoc xuong
        chay chay nhay nhay on qua
        thang máy kẹt cửa
    """,
    "zh": """
        燃气表在哪里
        燃气表坏了
        煤气费怎么交
        燃气费太高
        煤气表读数
        燃气公司什么时候来
        煤气灶打不着火
        灭火器过期了
        消防演习什么时候
        消防通道被占用
        火灾演练通知
        火灾保险要买吗
        防火门关不上
        防火门坏了
        烟雾报警器没电了
        烟感要换电池
        烟雾报警器什么时候装
        燃气报警器坏了不响
        燃气泄漏报警器要多少钱
        火灾隐患排查
        消防栓漏水
        楼上抽烟，烟飘进来
        邻居在走廊抽烟
        油烟太大
        地太滑，怕老人摔倒
        以免有人受伤
        电梯很慢
        充电桩在哪里充电
        救命恩人
        摩托车火花塞
        信息爆炸的时代
        救护车通道不要停车
        空调不冒冷气
        抽油烟机坏了
        火锅味太大
        水出不来
        请问怎么进入室内停车场
        电梯掉漆了
        烟花可以放吗
        燃气灶没有火
        楼道里很多烟头
        这个小区很火！
        漏电保护器跳闸
        警报器不响
        外墙掉色
        发生火灾时往哪里走
        地上全是烟头
        楼上油烟很大
    """,
}


def rows(table: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (language, line.strip()) for language, lines in table.items() for line in lines.strip().splitlines()
    ]


@pytest.mark.parametrize(("language", "words"), rows(REAL))
def test_real_danger_is_found(language: str, words: str) -> None:
    assert dangers(words)
    assert dangers(words.upper())


@pytest.mark.parametrize(("language", "words"), rows(HARMLESS))
def test_what_only_sounds_like_it_is_none(language: str, words: str) -> None:
    assert dangers(words) == ()


@pytest.mark.parametrize(("language", "words"), rows(HARMLESS))
def test_danger_beside_it_is_found_all_the_same(language: str, words: str) -> None:
    more = {
        "fr": "Et il y a le feu !",
        "en": "And there is a fire!",
        "vi": "Nhà tôi đang cháy!",
        "zh": "现在着火了！",
    }
    assert dangers(f"{words}. {more[language]}")


@pytest.mark.parametrize(
    "words",
    [
        "J’ai raté mon vol à cause de la panne de l’ascenseur",
        "Mon vol pour Lyon est à 7 h",
        "le vol AF 1234 était retardé",
        "je suis pressé, merci de répondre",
        "Nous sommes très pressés",
        "The tennis court is dirty",
        "the food court is loud",
    ],
)
def test_it_is_no_grave_complaint_either(words: str) -> None:
    assert propose(words, None).because == ()


@pytest.mark.parametrize(
    "words",
    [
        "vol de mon vélo dans le garage",
        "On m’a signalé un vol",
        "Je vais alerter la presse",
        "I will go to court",
    ],
)
def test_what_is_grave_stays_so(words: str) -> None:
    assert propose(words, None).because
