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

PROGRAMME = """\
schema: trajecten/1
id: programma
version: 1.0.0
label: {nl: Programma, en: Programme}
domains:
  council: {label: {nl: Gemeenteraad, en: Council}, aliases: [raad]}
  community: {label: {nl: Stad, en: City}}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
phases:
  - {id: kiezen, label: {nl: Kiezen, en: Choosing}, kind: relation}
  - {id: lopen, label: {nl: Lopen, en: Running}, kind: learning}
  - {id: klaar, label: {nl: Klaar, en: Done}, kind: learning, final: true}
transitions:
  - id: aan-de-slag
    label: {nl: Aan de slag, en: To work}
    from: kiezen
    to: lopen
    guards:
      - {guard: topics_chosen, min: 2, domains: all}
  - id: afronden
    label: {nl: Afronden, en: Finish}
    from: lopen
    to: klaar
    guards:
      - {guard: children, final: true}
"""

ENDING = """\
schema: trajecten/1
id: eindig
version: 1.0.0
label: {nl: Eindig, en: Ending}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
phases:
  - {id: praten, label: {nl: Praten, en: Talking}, kind: relation}
  - {id: klaar, label: {nl: Gereed, en: Ready}, kind: learning, final: true}
transitions:
  - {id: stoppen, label: {nl: Stoppen, en: Stop}, from: praten, to: klaar}
"""

BROKEN = "schema: trajecten/1\nid: x\nfases: []\n"
