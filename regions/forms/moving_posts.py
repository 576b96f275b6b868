"""Where the posts of an organisation that closes go, and from which day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from regions.models import Organisation, Post
from talentboard.clock import today
from talentboard.nhs.fields import DayField


class MoveForm(forms.Form):
    """Some or all of its posts, to one organisation, on one day. Its successors are offered first."""

    posts = forms.MultipleChoiceField(label="Which posts move?", widget=forms.CheckboxSelectMultiple)
    to = forms.ChoiceField(label="To which organisation?")
    on = DayField(label="From which day are they its posts?")

    def __init__(
        self,
        *args: Any,
        body: Organisation,
        posts: Sequence[Post],
        takers: tuple[Sequence[Organisation], Sequence[Organisation]],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.posts_by_id = {str(post.pk): post for post in posts}
        self.bodies = {one.code: one for group in takers for one in group}
        first, others = ([(one.code, f"{one.name} ({one.code})") for one in group] for group in takers)
        groups = [(label, group) for label, group in (("Successors", first), ("Other organisations", others)) if group]
        self.fields["to"].choices = [("", "Choose one"), *groups]
        self.fields["posts"].choices = [(key, f"{post.title} ({post.ref})") for key, post in self.posts_by_id.items()]
        self.fields["on"].latest = today()
        self.initial |= {
            "posts": list(self.posts_by_id),
            "to": first[0][0] if len(first) == 1 else "",
            "on": min(body.until, today()),
        }

    def move(self) -> dict[str, Any]:
        """posts, to, on as `move_posts` takes them."""
        chosen = self.cleaned_data
        return {
            "posts": [self.posts_by_id[key] for key in chosen["posts"]],
            "to": self.bodies[chosen["to"]],
            "on": chosen["on"],
        }
