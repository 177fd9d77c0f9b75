"""Every colour of the dashboard, once: charts take them from here, and so does the style sheet; it knows no page.

Contrast on white stands beside the colours of words; the ground of the page is nearly white.
"""

INK = "#1C2731"  # 15:1
SECONDARY = "#4A5661"  # 7.5:1
NORM_BLUE = "#154273"  # 10:1
MET_BLUE = "#0B4F8A"  # 8.4:1; also links and what has the focus
MUTED = "#57606A"  # 6.4:1
BEHIND_ORANGE = "#B4500B"  # 5.1:1
NOT_MET_BROWN = "#8F2D0E"  # 8.2:1
OUTLOOK_WORDS = "#8A3B06"  # 7.8:1; the orange of the expectation, darker: its name can lie on a band
LINE_PURPLE, LINE_GREEN = "#6B3FA0", "#1E6B4F"  # 7.4:1 and 6.4:1; of municipalities that are compared

WHITE = "#FFFFFF"
PAGE = "#FBFBF7"
THEN = "#F6F7F3"
PALE = "#F1F2EE"
PALE_BLUE = "#EAF0F6"
PALE_ORANGE = "#FFF3E0"
WARNING_EDGE = "#B4690B"
THIN_RULE = "#E3E6E3"  # from here on decoration, named in words beside it
ROW_RULE = "#E9EBE8"
CARD_RULE = "#DDE0DC"
HEAD_RULE = "#C9CFCC"
AXIS = "#8A949C"
WRITING_RULE = "#888888"
PAPER_INK = "#000000"
BAR_BLUE = "#B9C9DA"
BAR_GREY, BAR_EDGE = "#D9DDE0", "#838D95"  # the edge 3.3:1
GROUP_AREA, GROUP_LINE, OUTLOOK_AREA = "#C8D3CF", "#6E7F79", "#F0B27A"

BY_NAME = {name.lower().replace("_", "-"): value for name, value in list(globals().items()) if name.isupper()}
"""As the style sheet calls them: `var(--ink)`."""
