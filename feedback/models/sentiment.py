"""How respondents feel about a page."""

from django.db import models

from feedback.models.choice import Choice


class Tone(models.TextChoices):
    POSITIVE = "positive", "Positive"
    UNSURE = "unsure", "Unsure"
    NEGATIVE = "negative", "Negative"
    NEUTRAL = "neutral", "Neutral"


class Sentiment(Choice):
    """One answer to "Reflection on our thinking from this page"."""

    tone = models.CharField(
        max_length=20, choices=Tone, help_text="How analysis counts it. Respondents never see it."
    )
