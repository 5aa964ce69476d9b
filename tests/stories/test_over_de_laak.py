"""Content that came late: one norm tells the solar field apart from the vision before it."""

import trajecten
from tests.stories.test_stories import HERE, told
from trajecten import NormVerdict, system_clock
from trajecten_cli.playing.player import Stage, play


def test_only_the_solar_field_was_there_before_people_were_listened_to(database_url):
    play(told("over-de-laak"), Stage(aloud=False, folder=HERE, db=database_url))

    with trajecten.open(database_url, clock=system_clock, actor="A", origin="x") as engine:
        report = engine.norms()

    verdicts = {
        one.ref: {each.norm.id: each.result.verdict for each in one.norms}
        for one in report.trajectories
    }
    assert verdicts["visie"]["N5"] is NormVerdict.PASS
    assert verdicts["zonneveld"]["N5"] is NormVerdict.FINDING
