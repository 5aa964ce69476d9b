"""Small workflows for the tests of the command line."""

ASIDE = """\
schema: trajecten/1
id: klein
version: 1.0.0
label: {nl: Klein, en: Small}
continuous: true
relation_first:
  set_aside: {reason: {nl: Er is haast., en: There is no time.}, basis: Gemeentewet art. 175}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
  lead: {label: {nl: Trekker, en: Lead}}
phases:
  - {id: praten, label: {nl: Praten, en: Talking}, kind: relation}
  - {id: doen, label: {nl: Doen, en: Doing}, kind: execution}
transitions:
  - {id: aan-de-slag, label: {nl: Aan de slag, en: To work}, from: praten, to: doen}
  - {id: terug, label: {nl: Terug, en: Back}, from: doen, to: praten, motivation: required}
"""

TWO_TRACKS = """\
schema: trajecten/1
id: dubbel
version: 1.0.0
label: {nl: Dubbel, en: Double}
continuous: true
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
tracks:
  - id: stad
    label: {nl: In de stad, en: In the city}
    phases:
      - id: luisteren
        label: {nl: Luisteren, en: Listening}
        kind: relation
        attention_after: P7D
      - {id: kiezen, label: {nl: Kiezen, en: Choosing}, kind: content}
    transitions:
      - {id: kies, label: {nl: Kies, en: Choose}, from: luisteren, to: kiezen}
      - {id: luister, label: {nl: Luister weer, en: Listen again}, from: kiezen, to: luisteren}
  - id: huis
    label: {nl: In huis, en: In house}
    phases:
      - {id: leren, label: {nl: Leren, en: Learning}, kind: learning}
      - {id: oefenen, label: {nl: Oefenen, en: Practising}, kind: learning}
    transitions:
      - {id: oefen, label: {nl: Oefen, en: Practise}, from: leren, to: oefenen}
      - {id: leer, label: {nl: Leer, en: Learn}, from: oefenen, to: leren}
"""

BROKEN = "schema: trajecten/1\nid: x\nfases: []\n"
