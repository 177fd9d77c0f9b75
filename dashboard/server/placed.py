"""Where the server stands, from the environment, under the names that `streamlit run` knows; it starts nothing.

Streamlit reads these itself on its own command line only: a server that is started otherwise would pass them by, unsaid.
"""

from streamlit import config

from dashboard.settings import given

_NAMES = ("server.baseUrlPath", "server.sslCertFile", "server.sslKeyFile", "server.cookieSecret")
"""Port and address are arguments."""


def take_place() -> None:
    """Set what STREAMLIT_SERVER_BASE_URL_PATH and the like say; what they leave open stays as it was found."""
    for name in _NAMES:
        value = given(config.get_config_options()[name].env_var)
        if value is not None:
            config.set_option(name, value)
