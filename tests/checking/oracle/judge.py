"""Judge Petri nets with pm4py: JSON on stdin, verdicts as JSON on stdout.

Runs in an environment of its own, never in that of the project: pm4py is AGPL, and 550 MB. A net is
`{"places": [place], "start": [place], "ends": [[place]], "moves": [move]}`, and a move
`{"label": text, "take": [place], "give": [place]}`.
The traps that are known: labels are unique for each move, and `check_soundness` is deprecated.
"""

import contextlib
import io
import json
import sys

from pm4py.algo.analysis.woflan import algorithm as woflan
from pm4py.objects.petri_net.obj import Marking, PetriNet
from pm4py.objects.petri_net.utils.petri_utils import add_arc_from_to
from pm4py.objects.petri_net.utils.reachability_graph import construct_reachability_graph


class Net:
    """A net in the making; places come by name."""

    def __init__(self):
        self.net, self.places = PetriNet("n"), {}

    def place(self, name):
        if name not in self.places:
            self.places[name] = PetriNet.Place(name)
            self.net.places.add(self.places[name])
        return self.places[name]

    def move(self, name, take, give, *, silent=False):
        made = PetriNet.Transition(name, None if silent else name)
        self.net.transitions.add(made)
        for one in take:
            add_arc_from_to(self.place(one), made, self.net)
        for one in give:
            add_arc_from_to(made, self.place(one), self.net)


def net_of(told, moves):
    making = Net()
    for name in told["places"]:
        making.place(name)
    making.move("__start", ["__i"], told["start"], silent=True)
    for number, one in enumerate(moves):
        making.move(f"{one['label']}#{number}", one["take"], one["give"])
    for number, end in enumerate(told["ends"]):
        making.move(f"__end{number}", end, ["__o"], silent=True)
    first, last = Marking({making.place("__i"): 1}), Marking({making.place("__o"): 1})
    return making.net, first, last


def explored(net, first):
    """Return the states, those from which the end can be reached, and the moves that fire."""
    graph = construct_reachability_graph(net, first)
    ended = {one for one in graph.states if one.name.startswith("__o")}
    border, complete = list(ended), set(ended)
    while border:
        for arc in border.pop().incoming:
            if arc.from_state not in complete:
                complete.add(arc.from_state)
                border.append(arc.from_state)
    fired = {arc.name.strip("()").split(", ")[0].strip("'") for arc in graph.transitions}
    return len(graph.states), len(complete), fired


def judge(told):
    net, first, last = net_of(told, told["moves"])
    states, complete, fired = explored(net, first)
    labels = {one["label"] for one in told["moves"]}
    alive = {one.rpartition("#")[0] for one in fired}
    # A condition that several phases meet is several moves: one that never fires is no dead
    # transition as long as another with its label does. WOFLAN is asked without those.
    kept = [
        one
        for number, one in enumerate(told["moves"])
        if f"{one['label']}#{number}" in fired or one["label"] not in alive
    ]
    ends = [one for number, one in enumerate(told["ends"]) if f"__end{number}" in fired]
    again, first, last = net_of({**told, "ends": ends or told["ends"]}, kept)
    options = {"return_asap_when_not_sound": True, "print_diagnostics": False}
    with contextlib.redirect_stdout(io.StringIO()):
        sound = bool(woflan.apply(again, first, last, options))
    return {
        "states": states,
        "complete": states == complete,
        "dead": sorted(labels - alive),
        "sound": sound,
    }


if __name__ == "__main__":
    json.dump([judge(one) for one in json.load(sys.stdin)], sys.stdout)
