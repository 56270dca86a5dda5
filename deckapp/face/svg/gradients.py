"""SVG's gradients as PDF's shadings, written out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import msgspec

from deckapp.face.svg.colours import BLACK, Colour, colour
from deckapp.face.svg.numbers import Matrix, diagonal, length, times, transform, write
from deckapp.face.svg.styles import Rules
from deckapp.face.svg.tree import Element

GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_MOST_STOPS = 200
_MOST_LINKS = 10

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Gradient(msgspec.Struct, frozen=True):
    """A shading's dictionary, and what maps its space to that of the shape it fills."""

    shading: str
    matrix: Matrix
    alpha: float


class Gradients:
    """The gradients of a file: what tells their colours is made once, however many shapes they fill."""

    def __init__(self, ids: Mapping[str, Element], rules: Rules, note: Callable[[str], None]) -> None:
        self._ids = ids
        self._rules = rules
        self._note = note
        self._functions: dict[Element, tuple[str, float]] = {}

    def fill(self, element: Element, box: Box, view: tuple[float, float]) -> Gradient | None:
        """A gradient for a shape of a box in a view; None where it has no colours or the shape no size."""
        attributes, stops = _gathered(element, self._ids)
        if not stops:
            return None
        wide, high = box[2] - box[0], box[3] - box[1]
        matrix = transform(attributes.get("gradientTransform", ""))
        if attributes.get("gradientUnits", "objectBoundingBox") == "objectBoundingBox":
            if wide <= 0 or high <= 0:
                return None
            matrix = times((wide, 0, 0, high, box[0], box[1]), matrix)
            view = 1.0, 1.0
        if attributes.get("spreadMethod", "pad") != "pad":
            self._note("a gradient that repeats is drawn once")
        if element not in self._functions:
            self._functions[element] = self._colours(stops)
        function, alpha = self._functions[element]
        return Gradient(_shading(element.name, attributes, function, view), matrix, alpha)

    def _colours(self, stops: list[Element]) -> tuple[str, float]:
        """What tells the colour at each place, and how much of all of them is seen."""
        colours = [_stop(stop, self._rules) for stop in stops[:_MOST_STOPS]]
        alphas = {one.alpha for _place, one in colours}
        if len(alphas) > 1:
            self._note("a gradient that fades away is drawn solid")
        return _function(colours), alphas.pop() if len(alphas) == 1 else 1.0


def _gathered(element: Element, ids: Mapping[str, Element]) -> tuple[dict[str, str], list[Element]]:
    """A gradient's attributes and stops, with those of the gradients that it builds on."""
    attributes: dict[str, str] = {}
    stops: list[Element] = []
    one: Element | None = element
    for _ in range(_MOST_LINKS):
        if one is None or one.name not in GRADIENTS:
            break
        attributes = one.attributes | attributes
        stops = stops or [child for child in one.children if child.name == "stop"]
        one = ids.get(one.target.removeprefix("#")) if one.target else None
    return attributes, stops


def _stop(stop: Element, rules: Rules) -> tuple[float, Colour]:
    look = rules.look(stop, {})
    found = colour(look.get("stop-color", "black")) or BLACK
    alpha = found.alpha * min(1.0, max(0.0, length(look.get("stop-opacity", "1"), 1.0, 1.0)))
    place = min(1.0, max(0.0, length(stop.get("offset", "0"), 1.0)))
    return place, msgspec.structs.replace(found, alpha=alpha)


def _shading(name: str, attributes: Mapping[str, str], function: str, view: tuple[float, float]) -> str:
    def at(key: str, default: str, whole: float) -> float:
        return length(attributes.get(key, default), whole)

    wide, high = view
    if name == "linearGradient":
        kind = 2
        places = [at("x1", "0%", wide), at("y1", "0%", high), at("x2", "100%", wide), at("y2", "0%", high)]
    else:
        kind = 3
        cx, cy, r = at("cx", "50%", wide), at("cy", "50%", high), at("r", "50%", diagonal(wide, high))
        fx, fy = length(attributes.get("fx", ""), wide, cx), length(attributes.get("fy", ""), high, cy)
        places = [fx, fy, max(0.0, at("fr", "0", diagonal(wide, high))), cx, cy, max(0.0, r)]
    coordinates = " ".join(map(write, places))
    return (
        f"<< /ShadingType {kind} /ColorSpace /DeviceRGB /Coords [{coordinates}] /Extend [true true] "
        f"/Function {function} >>"
    )


def _function(colours: list[tuple[float, Colour]]) -> str:
    """What tells the colour at each place from 0 to 1; places never go back."""
    steps: list[tuple[float, Colour]] = [(0.0, colours[0][1])]
    for place, one in colours:
        steps.append((max(place, steps[-1][0]), one))
    steps.append((1.0, colours[-1][1]))
    pieces = [(a, b) for a, b in pairwise(steps) if b[0] > a[0]]
    parts = " ".join(
        f"<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [{a[1].operands()}] /C1 [{b[1].operands()}] >>"
        for a, b in pieces
    )
    bounds = " ".join(write(b[0]) for _a, b in pieces[:-1])
    return (
        f"<< /FunctionType 3 /Domain [0 1] /Functions [{parts}] /Bounds [{bounds}] "
        f"/Encode [{' '.join(['0 1'] * len(pieces))}] >>"
    )
