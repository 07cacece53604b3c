"""Google Health: https://developers.google.com/health/scopes.

It takes the place of the Fitbit Web API, which Google announced to shut down on 2026-11-02:
https://developers.google.com/health/migration/data-access.
"""

from .google import google

google_health = google(
    "google_health",
    "Google Health (Fitbit)",
    ("health",),
    {
        "googlehealth.activity_and_fitness.readonly": "See activity and exercise",
        "googlehealth.health_metrics_and_measurements.readonly": "See heart rate, weight and such",
        "googlehealth.sleep.readonly": "See sleep",
        "googlehealth.nutrition.readonly": "See food and water",
        "googlehealth.ecg.readonly": "See electrocardiograms",
        "googlehealth.irn.readonly": "See notifications of an irregular rhythm",
        "googlehealth.profile.readonly": "See the profile",
        "googlehealth.settings.readonly": "See the settings",
        "googlehealth.location.readonly": "See where exercises were recorded",
    },
    {
        "readonly": (
            "googlehealth.activity_and_fitness.readonly",
            "googlehealth.health_metrics_and_measurements.readonly",
            "googlehealth.sleep.readonly",
        ),
        "all": (
            "googlehealth.activity_and_fitness.readonly",
            "googlehealth.health_metrics_and_measurements.readonly",
            "googlehealth.sleep.readonly",
            "googlehealth.nutrition.readonly",
            "googlehealth.ecg.readonly",
            "googlehealth.irn.readonly",
            "googlehealth.profile.readonly",
            "googlehealth.settings.readonly",
            "googlehealth.location.readonly",
        ),
    },
    "Apps registered at dev.fitbit.com do not work here: their users must consent again.",
    api="https://health.googleapis.com",
    keywords=("fitbit", "google fit"),
    restricted=True,
    docs_url="https://developers.google.com/health/migration/data-access",
)
