"""What holds when a workflow says nothing else: the four domains, the single track."""

from trajecten.core.text import Text
from trajecten.core.workflow import Domain, Named

MAIN_TRACK = "main"
MAIN_LABEL = Text("Traject", "Trajectory")

COMMISSIONER = "commissioner"
"""The role without which no trajectory starts."""


def _named(identifier: str, nl: str, en: str, *aliases: str) -> Named:
    return Named(id=identifier, label=Text(nl, en), aliases=aliases)


DOMAINS: tuple[Domain, ...] = (
    Domain(
        id="council",
        label=Text("Gemeenteraad", "Council"),
        aliases=("raad", "raadsleden", "city council"),
    ),
    Domain(
        id="executive",
        label=Text("College van B en W", "Executive"),
        aliases=("college", "b en w", "wethouders", "mayor and aldermen"),
    ),
    Domain(
        id="administration",
        label=Text("Ambtelijke organisatie", "Administration"),
        aliases=("organisatie", "ambtenaren", "stadhuis", "civil servants"),
        layers=(
            _named("executive_board", "Gemeentesecretaris en directieraad", "Executive board"),
            _named("directors", "Directie", "Directors", "directeuren"),
            _named("management", "Management", "Management", "leidinggevenden", "managers"),
            _named("staff", "Medewerkers", "Staff", "medewerker"),
        ),
    ),
    Domain(
        id="community",
        label=Text("Samenleving", "Community"),
        aliases=("stad", "dorp", "city"),
        groups=(
            _named("residents", "Inwoners", "Residents", "inwoner", "bewoners"),
            _named("entrepreneurs", "Ondernemers", "Entrepreneurs", "ondernemer", "bedrijven"),
            _named("institutions", "Instellingen", "Institutions", "maatschappelijke organisaties"),
        ),
    ),
)
"""Raad, college, ambtelijke organisatie and samenleving: "vier domeinen tegelijk" (R3)."""
