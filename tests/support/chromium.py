"""The browser that tests and pictures share: no sandbox, nothing asked of other hosts, and nothing drawn that nobody looks at."""

import shutil

from playwright.sync_api import Browser, Playwright

OMNIBOX = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"]
"""The list below the address bar: Chromium makes it for every window, a third of the work of opening a page of ours."""
BY_PLAYWRIGHT = [
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
"""What playwright switches off by itself: Chromium obeys only the last of such arguments, so it stands here again."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    f"--disable-features={','.join([*BY_PLAYWRIGHT, *OMNIBOX])}",
]


def launch(playwright: Playwright) -> Browser:
    """The Chromium that is there, else playwright's own; playwright's Error when there is none."""
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
