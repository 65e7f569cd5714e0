"""The stories that ``palier demo --play`` tells: three residents, three languages, one office a piece; then one of them
is forgotten (``sandbox.forgotten``).

It drives the control API as people would and fails when anything that should be seen is not. The people and channels
are those of the example office file.
"""

from __future__ import annotations

from collections.abc import Callable

from sandbox.forgotten import forgotten
from sandbox.server import Sandbox
from sandbox.stage import NotSeen, Resident, Stage, Thread


async def tell(sandbox: Sandbox, write: Callable[[str], object]) -> bool:
    """Tell them; whether every step was seen to happen."""
    stage = Stage(sandbox, write)
    try:
        camille = await _leak(stage)
        await _charges(stage)
        await _complaint(stage)
        await forgotten(stage, camille)
    except NotSeen as missing:
        write(f"\n✗ not seen: {missing}")
        return False
    write("\n✓ every step was seen to happen")
    return True


async def _leak(stage: Stage) -> Resident:
    stage.scene("Paris: a leak becomes a checklist")
    camille = await stage.resident("Camille", "Moreau", "fr")
    await stage.writes(
        camille, "Bonjour, de l’eau coule du plafond du couloir du 2e étage depuis ce matin 😟"
    )
    await stage.answers(camille, taps="Camille Moreau")
    await stage.answers(camille, taps="Les Cèdres")
    await stage.answers(camille, writes="B12")
    await stage.answers(camille, taps="Fuite d’eau")
    await stage.answers(camille, writes="Le chien est gentil ; sonnez deux fois, ma mère entend mal.")
    await stage.hears(camille, "photos")
    await stage.sends_photo(camille)
    await stage.answers(camille, taps="C’est tout")
    await stage.hears(camille, "B12")
    await stage.taps(camille, "Envoyer")
    await stage.hears(camille, "Service technique")
    thread = await stage.finds("C0TECH001", "de l’eau coule du plafond")
    await stage.reads(thread, "photo")
    await stage.ticks("Julien Moreau", thread, "Couper l’arrivée d’eau et sécuriser les lieux")
    await stage.hears(camille, "1")
    await stage.ticks("Julien Moreau", thread, "Trouver l’origine de la fuite")
    await stage.hears(camille, "2")
    await stage.presses("Julien Moreau", thread, "Passer en résolu")
    await stage.hears(camille, "Julien Moreau")
    await _reopened_then_rated(stage, camille, thread)
    return camille


async def _reopened_then_rated(stage: Stage, camille: Resident, thread: Thread) -> None:
    await stage.taps(camille, "Non, pas encore")
    await stage.hears(camille, "désolés")
    await stage.writes(camille, "L’eau ne coule plus, mais le plafond est encore trempé.")
    await stage.reads(thread, "le plafond est encore trempé")
    answered = await stage.posts("Marc Petit", thread, "Je passe demain à 9 h avec un déshumidificateur.")
    await stage.hears(camille, "déshumidificateur")
    await stage.marked(thread, answered, "white_check_mark")
    await stage.presses("Marc Petit", thread, "Passer en résolu")
    await stage.hears(camille, "Marc Petit")
    await stage.taps(camille, "Oui, merci")
    await stage.hears(camille, "clôturée")
    await stage.answers(camille, taps="★★★★★")
    await stage.answers(camille, writes="Rapide et aimable, merci !")
    await stage.reads(thread, "Rapide et aimable")


async def _charges(stage: Stage) -> None:
    stage.scene("Ho Chi Minh City: a question is answered in its thread, a note stays inside")
    an = await stage.resident("An", "Nguyễn", "vi")
    await stage.writes(an, "Tại sao phí quản lý tháng này cao hơn tháng trước 200.000đ?")
    await stage.answers(an, taps="Nguyễn An")
    await stage.answers(an, taps="Sông Xanh Riverside")
    await stage.answers(an, writes="S1-1203")
    await stage.answers(an, taps="Phí quản lý, thanh toán")
    await stage.answers(an, taps="Không có ảnh")
    await stage.hears(an, "S1-1203")
    await stage.taps(an, "Gửi")
    await stage.hears(an, "thanh toán")
    thread = await stage.finds("C0ACCT002", "phí quản lý tháng này")
    note = await stage.posts("Hoàng Kim Chi", thread, "note: kiểm tra lại đồng hồ nước, có thể ghi sai số")
    await stage.marked(thread, note, "lock")
    inside = await stage.finds("C0STAFF002", "Sông Xanh Riverside")
    await stage.reads(inside, "đồng hồ nước")
    answer = "Chào anh An, tháng này cộng thêm phí gửi xe quý I. Em gửi bảng kê chi tiết qua thư nhé."
    posted = await stage.posts("Hoàng Kim Chi", thread, answer)
    await stage.hears(an, "phí gửi xe quý I")
    await stage.marked(thread, posted, "white_check_mark")
    await stage.never_hears(an, "đồng hồ nước")
    await stage.writes(an, "Cảm ơn em, mình hiểu rồi.")
    await stage.reads(thread, "mình hiểu rồi")


async def _complaint(stage: Stage) -> None:
    stage.scene("Shanghai: management reviews a complaint before it is dispatched")
    wang = await stage.resident("伟", "王", "zh")
    await stage.writes(wang, "三号楼电梯这个月已经坏了四次，老人上下楼非常不方便，请给个说法")
    await stage.answers(wang, taps="王伟")
    await stage.answers(wang, taps="梧桐苑")
    await stage.answers(wang, writes="3-1201")
    await stage.answers(wang, taps="投诉")
    await stage.answers(wang, writes="请彻底修好，不要再坏了")
    await stage.answers(wang, writes="3月底之前")
    await stage.answers(wang, taps="没有照片")
    await stage.hears(wang, "3-1201")
    await stage.taps(wang, "发送")
    await stage.hears(wang, "王")
    review = await stage.finds("C0MGMT003", "三号楼电梯")
    await stage.presses("陈建国", review, "派单")
    await stage.hears(wang, "客户服务中心")
    thread = await stage.finds("C0CARE003", "三号楼电梯")
    await stage.presses("王敏", thread, "接单")
    await stage.hears(wang, "王敏")
    await stage.posts("王敏", thread, "王先生您好，电梯维保单位明天上午更换曳引机，完成后我第一时间告诉您。")
    await stage.hears(wang, "曳引机")
    await stage.asks("李娜", "C0CARE003", "status")
    await stage.presses("王敏", thread, "已解决…")
    found = {"原因": "曳引机磨损，维保单位一直只换配件", "解决办法": "更换曳引机，本月起每周巡检一次"}
    await stage.fills("王敏", found)
    await stage.hears(wang, "曳引机磨损")
    await stage.hears(wang, "满意")
    await stage.taps(wang, "满意，谢谢")
    await stage.hears(wang, "办结")
    await stage.answers(wang, taps="★★★★")
    await stage.hears(wang, "")
