"""Judge Petri nets with pm4py: JSON on stdin, verdicts as JSON on stdout.

Runs in an environment of its own, never in that of the project: pm4py is AGPL, and 550 MB. What a
net is told as is said in `tests.checking.oracle.translating`. The traps that are known: labels are
unique for each move, `check_soundness` is deprecated, and WOFLAN takes half a minute where the
graph of a few hundred markings takes a tenth of a second.
"""

import contextlib
import io
import json
import sys

import networkx
from pm4py.algo.analysis.woflan import algorithm as woflan
from pm4py.objects.petri_net.obj import Marking, PetriNet
from pm4py.objects.petri_net.utils.petri_utils import add_arc_from_to
from pm4py.objects.petri_net.utils.reachability_graph import marking_flow_petri


class Net:
    """A net in the making; places come by name."""

    def __init__(self, told, moves, ends):
        self.net, self.places = PetriNet("n"), {}
        for name in told["places"]:
            self.place(name)
        self.move("start", ["__i"], told["start"], silent=True)
        for number, one in moves:
            self.move(f"move {number}", one["take"], one["give"])
        for number, end in ends:
            self.move(f"end {number}", end, ["__o"], silent=True)
        self.first = Marking({self.place("__i"): 1})
        self.last = Marking({self.place("__o"): 1})

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


class Graph:
    """The reachability graph: markings as sets of places, and the moves between them."""

    def __init__(self, told):
        self.told = told
        made = Net(told, enumerate(told["moves"]), enumerate(told["ends"]))
        _, flow, _ = marking_flow_petri(made.net, made.first)
        names = {one: frozenset(place.name for place in one) for one in flow}
        self.fired = {taken.name for moves in flow.values() for taken in moves}
        self.arcs = networkx.MultiDiGraph()
        for one, moves in flow.items():
            for taken, after in moves.items():
                self.arcs.add_edge(names[one], names[after], taken.name)
        (self.start,) = self.arcs.successors(frozenset({"__i"}))
        self.markings = [one for one in self.arcs if not one & {"__i", "__o"}]
        self.number = {one: number for number, one in enumerate(self.markings)}

    def taking(self, marking, numbers):
        """Yield where these moves lead to."""
        wanted = {f"move {one}" for one in numbers}
        for _, after, name in self.arcs.out_edges(marking, keys=True):
            if name in wanted:
                yield after

    def moves(self, key, value):
        return [at for at, one in enumerate(self.told["moves"]) if one[key] == value]

    def leading_to(self, goal):
        self.arcs.add_edges_from((one, "goal") for one in goal)
        found = networkx.ancestors(self.arcs, "goal") if goal else set()
        self.arcs.remove_nodes_from(["goal"])
        return found

    def inside(self, places):
        return {one for one in self.markings if one & set(places)}

    def numbers(self, markings):
        return sorted(self.number[one] for one in markings)


def judge(told):
    graph = Graph(told)
    depths = networkx.single_source_shortest_path_length(graph.arcs, graph.start)
    return {
        "markings": [sorted(one) for one in graph.markings],
        "depths": [depths[one] for one in graph.markings],
        "dead": dead(graph),
        "deadlocks": graph.numbers(one for one in graph.markings if not graph.arcs.out_degree(one)),
        "tracks": {name: course(graph, name) for name in told["tracks"]},
        "played": [graph.numbers(played(graph, one)) for one in told["witnesses"]],
        "sound": sound(graph),
    }


def dead(graph):
    """Return what never fires: the names, each with the phase it leaves."""
    every = {(one["name"], one["source"]) for one in graph.told["moves"]}
    moves = enumerate(graph.told["moves"])
    fired = {(one["name"], one["source"]) for n, one in moves if f"move {n}" in graph.fired}
    return sorted(every - fired)


def course(graph, name):
    """Return where a track never moves again, where it cannot end, where it goes round for ever."""
    track, own = graph.told["tracks"][name], graph.moves("track", name)
    moving = {one for one in graph.markings if any(graph.taking(one, own))}
    still = set(graph.markings) - graph.leading_to(moving)
    stuck = still - graph.inside(track["rest"])
    endless = set(graph.markings) - graph.leading_to(graph.inside(track["ends"]))
    halted = stuck | graph.inside(track["dead_ends"])
    return {
        "stuck": graph.numbers(stuck),
        "endless": graph.numbers(endless),
        "rounds": graph.numbers(endless - graph.leading_to(halted)),
    }


def played(graph, names):
    """Return where these moves lead to in this order, with moves of the world before each."""
    found = {graph.start}
    world = graph.moves("track", None)
    for name in names:
        border = list(found) if not name.startswith("(") else []
        while border:
            more = set(graph.taking(border.pop(), world)) - found
            found |= more
            border.extend(more)
        own = graph.moves("name", name)
        found = {after for one in found for after in graph.taking(one, own)}
    return found


def sound(graph):
    """Return the verdict of WOFLAN; None where it is not asked."""
    told = graph.told
    if len(graph.markings) > told["woflan"]:
        return None
    # A condition that several phases meet is several moves: one that never fires is no dead
    # transition as long as another with its name does. WOFLAN is asked without those.
    gone = {tuple(one) for one in dead(graph)}
    moves = [
        (number, one)
        for number, one in enumerate(told["moves"])
        if f"move {number}" in graph.fired or (one["name"], one["source"]) in gone
    ]
    ends = list(enumerate(told["ends"]))
    fired = [(number, one) for number, one in ends if f"end {number}" in graph.fired]
    made = Net(told, moves, fired or ends)
    options = {"return_asap_when_not_sound": True, "print_diagnostics": False}
    with contextlib.redirect_stdout(io.StringIO()):
        return bool(woflan.apply(made.net, made.first, made.last, options))


if __name__ == "__main__":
    json.dump([judge(one) for one in json.load(sys.stdin)], sys.stdout)
