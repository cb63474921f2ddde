"""What a study asks for that no article holds: phrases, actors, other names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from framing.corpus.article import Article, plain_label
from framing.corpus.study import Study
from framing.text.forms import Matcher

_MEANT = {"phrases": "phrase", "actors": "actor", "groups": "group", "aliases": "name"}


class Asked:
    """The phrases, actors, aliases and outlets of a study that were not met yet in the articles added.

    Only articles in English count, since only they are measured. Once a name was met it is looked for no more, so that
    the cost lies with those that no article holds.

    Examples
    --------
    >>> asked = Asked(Study(phrases={"new era": ("new era",), "old order": ("old order",)}))
    >>> asked.add(Article("a", "New eras begin."))
    >>> [(key, name) for key, name, _ in asked.missing()]
    [('phrases', 'old order')]
    """

    def __init__(self, study: Study) -> None:
        self._read = 0
        self._outlets = {
            plain_label(f).casefold(): name for name, forms in study.outlets.items() for f in (name, *forms)
        }
        self._unmet_outlets = dict.fromkeys(study.outlets)
        self._broken: list[tuple[str, str, str]] = []
        self._left: dict[str, dict[str, Sequence[str]]] = {"phrases": {}, "actors": {}, "groups": {}, "aliases": {}}
        for name, forms in study.phrases.items():
            try:
                Matcher({name: forms})
            except ValueError as error:
                self._broken.append(("phrases", name, str(error)))
            else:
                self._left["phrases"][name] = forms
        self._left["actors"].update(study.actors)
        self._left["groups"].update(study.groups)
        self._left["aliases"].update({name: (name, *forms) for name, forms in study.aliases.items()})
        self._matchers: dict[str, Matcher] = {}

    def add(self, article: Article) -> None:
        """Look for what was not met yet."""
        for given in (article.outlet, str(article.metadata.get("outlet_as_given", ""))):
            if name := self._outlets.get(given.casefold()):
                self._unmet_outlets.pop(name, None)
        if not article.language.startswith("en"):
            return
        self._read += 1
        for key, left in self._left.items():
            if not left:
                continue
            if key not in self._matchers:
                self._matchers[key] = Matcher(left if key == "phrases" else _as_written(left))
            found = self._matchers[key].find(article.text)
            met = {
                name for name, start, end in found if key == "phrases" or _cased(left[name], article.text[start:end])
            }  # fmt: skip
            if met:
                self._left[key] = {name: forms for name, forms in left.items() if name not in met}
                del self._matchers[key]

    def missing(self) -> Iterator[tuple[str, str, str]]:
        """Yield the key of ``study.toml``, the name, and the sentence about it."""
        yield from self._broken
        for key, left in self._left.items():
            for name in left:
                yield key, name, f"the {_MEANT[key]} {name!r} is in none of the {self._read:,} English articles."
        for name in self._unmet_outlets:
            yield "outlets", name, f"no article is of the outlet {name!r}, under any of its names."


def _as_written(forms: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return forms of names, which are not inflected as a phrase's are."""
    return {name: [f"word:{form}" for form in own] for name, own in forms.items()}


def _cased(forms: Sequence[str], found: str) -> bool:
    """Tell whether one of the forms may be written like this: *us* is not the *US*, nor *may* Mrs May."""
    capital = any(letter.isupper() for letter in found)
    return any((found.isupper() or not form.isupper()) and (capital or form.islower()) for form in forms)
