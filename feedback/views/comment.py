"""The feedback form alone, and the one place every feedback form is sent to."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from feedback.form_context import (
    comment_address,
    empty_form,
    form_context,
    kept_form,
    words_typed,
)
from feedback.forms import FeedbackForm
from feedback.screening import Sender, hash_address, is_from_our_own_page
from feedback.submitting import record_submission
from pages.feedback_terms.inheriting import Terms, terms_for
from pages.finding import find_elsewhere, find_published_page, was_ever_published
from pages.models import Page, PageRevision, SiteSetting
from pages.navigation import site_tree_of
from pages.views.leading_on import lead_on
from pages.views.page import page_context

_LONGEST_KEY = 64


# The form gives no privilege and readers get no cookie, so instead of a CSRF token the browser's
# own word on where the post came from is checked.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, page_path: str) -> HttpResponse:
    try:
        posted = request.method == "POST" and request.POST is not None
    except RequestDataTooBig:
        return render(request, "feedback/too_long.html", status=413)
    page = find_published_page(request, page_path)
    if page is None and posted:
        page = _find_since_moved(request, page_path)
    if page is None:
        return _answer_unseen(request, page_path)
    if posted:
        return _receive(request, page)
    terms = _terms_of(request, page)
    if not terms.is_open:
        return _give_back(request, page)
    form = empty_form(request, page, shown_on="alone")
    return render(request, "feedback/comment.html", form_context(page, form, terms))


def _terms_of(request: HttpRequest, page: Page) -> Terms:
    """As they were when the request arrived, also for a form that was open long before."""
    found = site_tree_of(request).find(page.path)
    return found.terms if found else terms_for(page)


def _find_since_moved(request: HttpRequest, path: str) -> Page | None:
    """The form was opened before the page moved: what was written is about the same page."""
    moved = find_elsewhere(request, path)
    return find_published_page(request, moved.page.path) if moved else None


def _answer_unseen(request: HttpRequest, path: str) -> HttpResponse:
    """No reader can see a page here now. Words written while it was withdrawn are given back."""
    if request.method == "POST" and was_ever_published(path):
        return _give_back(request, None)
    moved = find_elsewhere(request, path)
    if moved is None or moved.page.path == path:
        raise Http404("No page has this address.")
    return lead_on(request, moved, comment_address(moved.page))


def _receive(request: HttpRequest, page: Page) -> HttpResponse:
    if not _terms_of(request, page).is_open:
        return _give_back(request, page)
    if not is_from_our_own_page(request):
        return _show(request, "feedback/refused.html", page, kept_form(request, page), status=403)
    form = FeedbackForm(request.POST, action=comment_address(page))
    if not form.is_valid():
        if form.data.get("shown_on") == "page":
            context = page_context(request, page) | {"feedback_form_bound": form}
            return _kept_private(render(request, "pages/page.html", context, status=422))
        return _show(request, "feedback/comment.html", page, form, status=422)
    submission = record_submission(
        page=page,
        revision=_revision_read(page, form.cleaned_data["revision"]),
        words=form.words,
        sender=Sender(
            address_hash=hash_address(request.META.get("REMOTE_ADDR", "")),
            key=form.cleaned_data["key"][:_LONGEST_KEY],
            filled_honeypot=bool(form.cleaned_data["website"]),
        ),
    )
    response = HttpResponseRedirect(reverse("sent", args=[submission.token]))
    response.status_code = 303
    response["Cache-Control"] = "no-store"
    return response


def _revision_read(page: Page, number: str) -> PageRevision:
    """The revision the form says was on screen, if readers ever saw it; else the live one."""
    live = page.published_revision
    assert live is not None  # a constraint of the table, for a published page
    if number == str(live.number) or not (number.isascii() and number.isdigit()):
        return live
    if len(number) > 9:
        return live
    read = page.revisions.filter(number=int(number), published_at__isnull=False).first()
    return read or live


def _show(
    request: HttpRequest, template: str, page: Page, form: FeedbackForm, *, status: int
) -> HttpResponse:
    context = form_context(page, form, _terms_of(request, page))
    return _kept_private(render(request, template, context, status=status))


def _give_back(request: HttpRequest, page: Page | None) -> HttpResponse:
    """Nothing is taken here: say so, with every word that was posted and where else to go."""
    context: dict[str, Any] = {
        "page": page,
        "typed": words_typed(request.POST),
        "contact": SiteSetting.objects.html_of("contact_email"),
        "open_pages": [one for one in site_tree_of(request).pages if one.terms.is_open],
    }
    if page is not None:
        context["terms"] = _terms_of(request, page)
    status = 409 if request.method == "POST" else 200
    return _kept_private(render(request, "feedback/closed.html", context, status=status))


def _kept_private(response: HttpResponse) -> HttpResponse:
    """For nobody else to keep. The browser may, so that Back from a later page still works."""
    response["Cache-Control"] = "private, no-cache"
    return response
