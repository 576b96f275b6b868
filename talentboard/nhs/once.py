"""Parts of a template that are the same for everybody: drawn once in each process."""

from __future__ import annotations

from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import Parser, Token, VariableNode

PERSONAL = "{% once %} holds no variables: what differs from reader to reader stands outside it."


class OnceNode(Node):
    """Drawn with an empty context, so that nothing of a reader or a request can be in what is kept."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.drawn: str | None = None

    def render(self, context: Context) -> str:
        if self.drawn is None:
            nobody = Context()
            with nobody.bind_template(context.template):
                self.drawn = self.nodelist.render(nobody)
        return self.drawn


def once(parser: Parser, token: Token) -> OnceNode:
    """{% once %}<link href="{% static "talentboard.css" %}">{% endonce %}: addresses of files and of fixed pages."""
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(VariableNode):
        raise TemplateSyntaxError(PERSONAL)
    return OnceNode(nodelist)
