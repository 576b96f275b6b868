"""Links in mails to people without an account: each is used once, ends, and opens one thing.

An app says what a kind of link is for (`purposes.Purpose`, registered in its `apps.py`), and then:

    # in the act, in its transaction
    link = actions.make("nominee", about=nomination, address=nomination.email, until=deadline)
    queue([addressed("asked", address=nomination.email, about=nomination, occasion=link.pk, link=str(link.pk))])
    # in the mail's kind, when it is written: nothing secret was kept until now
    context=lambda mail: {"link": tokens.whole_address("nominee", mail.facts["link"]), ...}
    applies=lambda mail: Link.objects.open(now()).filter(pk=mail.facts["link"]).exists()
    # a page for whoever came by it, and for whoever is signed in
    @open_to_guests("nominee")
    def answer(request, nomination_id):
        by = whoever(request)                                   # a User, or a Guest
        nomination = found(nomination_id) if holds(by, "nominee", about=...) else 404
    # who may, in the app's access.py
    holds(by, "nominee", about=nomination)
    # when it has been settled otherwise: what is open ends, and so do the visits that began with one
    actions.revoke(about=nomination)

Opening a link (GET) uses nothing: mail scanners open links. Its page has a button, and that (POST) uses the link, once,
in the transaction of the app's own act (`Purpose.opened`). From then on the browser's session holds what the link opens
and nothing else, until the session ends (guests.py): its person is a `Guest`, the author of what they do. They may make
an account of it; then, or when they sign in to the account of that address, the app is told (`Purpose.claimed`).

A link to an account (`make(..., to=user)`) opens nothing by itself: its person signs in, and the link is used.

A link that was used or has ended offers to send a new one, to the address the first went to, as the app does it
(`Purpose.again`). Every answer is the same, whatever became of it.
"""
