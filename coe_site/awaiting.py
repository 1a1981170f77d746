"""How much awaits triage, for the first screen of whoever may see it."""

from django.http import HttpRequest

from feedback.admin.paginator import MOST_COUNTED, count_up_to, say_count
from feedback.admin.rights import may_view
from feedback.models import Submission


def awaiting_triage(request: HttpRequest) -> str:
    if not may_view(request):
        return ""
    counted = count_up_to(Submission.objects.awaiting_triage(), MOST_COUNTED)
    if not counted:
        return "Feedback: none awaits triage"
    return f"Feedback: {say_count(counted)} {'awaits' if counted == 1 else 'await'} triage"
