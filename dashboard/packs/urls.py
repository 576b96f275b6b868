"""Addresses of packs, below `/<region>/packs/`, in the order a person meets them."""

from django.urls import path

from dashboard.views import packs, packs_composing, packs_publishing

AT = "<uuid:pack_id>/"

urlpatterns = [
    path("", packs.listed, name="packs"),
    path("new/", packs_composing.new, name="pack-new"),
    path(AT, packs.pack, name="pack"),
    path(f"{AT}change/", packs_composing.change, name="pack-change"),
    path(f"{AT}comment/", packs_composing.comment, name="pack-comment"),
    path(f"{AT}comments/<uuid:comment_id>/take-back/", packs_composing.take_back, name="pack-take-back"),
    path(f"{AT}build/", packs_composing.build, name="pack-build"),
    path(f"{AT}preview/", packs.preview, name="pack-preview"),
    path(f"{AT}pack.pdf", packs.download, name="pack-file"),
    path(f"{AT}publish/", packs_publishing.publish, name="pack-publish"),
    path(f"{AT}build-again/", packs_publishing.build_again, name="pack-again"),
    path(f"{AT}next-revision/", packs_publishing.revise, name="pack-revise"),
    path(f"{AT}withdraw/", packs_publishing.withdraw, name="pack-withdraw"),
]
