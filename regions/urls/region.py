"""Posts and returns, in the order in which a person meets them."""

from django.urls import path

from regions.views import corrections, mails, moving_posts, post, returns_board
from regions.views import posts as views
from regions.views.returns import files, lists, moves, one
from regions.views.returns import posts as in_return

app_name = "regions"
POST = "<region:slug>/posts/<uuid:post_id>/"
RETURN = "<region:slug>/returns/<uuid:return_id>/"
urlpatterns = [
    path("<region:slug>/posts/", views.posts, name="posts"),
    path("<region:slug>/posts/posts.csv", views.posts_file, {"kind": "csv"}, name="posts-csv"),
    path("<region:slug>/posts/posts.xlsx", views.posts_file, {"kind": "xlsx"}, name="posts-xlsx"),
    path(POST, post.post, name="post"),
    path(f"{POST}correct/", corrections.correct, name="post-correct"),
    path(f"{POST}confidential/", corrections.confidential, name="post-confidential"),
    path(f"{POST}confidential/withdraw/", corrections.withdraw, name="post-confidential-withdraw"),
    path("<region:slug>/returns/", lists.returns, name="returns"),
    path("<region:slug>/returns/remind/", returns_board.remind_late, name="returns-remind"),
    path("<region:slug>/returns/open/", returns_board.open_now, name="returns-open"),
    path("<region:slug>/returns/mails/", mails.mails_before, name="mails-before"),
    path("<region:slug>/mails/", mails.mails, name="mails"),
    path("<region:slug>/mails/<uuid:mail_id>/again/", mails.again, name="mail-again"),
    path("<region:slug>/returns/moving/", moving_posts.moving, name="posts-moving"),
    path("<region:slug>/returns/moving/<uuid:organisation_id>/", moving_posts.move, name="posts-move"),
    path(RETURN, one.one_return, name="return"),
    path(f"{RETURN}confirm/", one.confirm, name="return-confirm"),
    path(f"{RETURN}posts/<uuid:thing_id>/", in_return.post, name="return-post"),
    path(f"{RETURN}posts/<uuid:thing_id>/close/", in_return.close, name="return-close"),
    path(f"{RETURN}posts/<uuid:thing_id>/take-back/", in_return.take_back, name="return-take-back"),
    path(f"{RETURN}new/", in_return.new, name="return-new"),
    path(f"{RETURN}workbook/", files.workbook, name="return-workbook"),
    path(f"{RETURN}file/", files.file, name="return-file"),
    path(f"{RETURN}file/<uuid:upload_id>/", files.checked, name="return-checked"),
    path(f"{RETURN}file/<uuid:upload_id>/take/", files.take, name="return-take"),
    path(f"{RETURN}file/<uuid:upload_id>/marked.xlsx", files.marked, name="return-marked"),
    path(f"{RETURN}submit/", one.submit, name="return-submit"),
    path(f"{RETURN}sign/", one.sign, name="return-sign"),
    path(f"{RETURN}send-back/", moves.send_back, name="return-send-back"),
    path(f"{RETURN}reopen/", moves.reopen, name="return-reopen"),
    path(f"{RETURN}withdraw/", moves.withdraw, name="return-withdraw"),
    path(f"{RETURN}remind/", returns_board.remind_one, name="return-remind"),
]
