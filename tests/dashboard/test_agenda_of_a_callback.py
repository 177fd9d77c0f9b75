"""What is pressed runs before the page has said which agenda it is about: it is about that of its reader all the same."""

from streamlit.testing.v1 import AppTest

from dashboard import agendas

PAGE = """
import streamlit as st
from dashboard import agendas

def pressed():
    st.session_state["where"] = agendas.here().name

agendas.enter_by(lambda: "zaanstad")
st.button("Bewaar", on_click=pressed)
"""


def test_a_callback_is_about_the_agenda_of_its_reader(tmp_path, monkeypatch) -> None:
    for name in ("almere", "zaanstad"):
        (tmp_path / "gemeenten" / name).mkdir(parents=True)
        (tmp_path / "gemeenten" / name / "agenda.yaml").touch()
    monkeypatch.setenv("DATABOEK_GEMEENTEN", str(tmp_path / "gemeenten"))
    monkeypatch.delenv("DATABOEK_AGENDA", raising=False)
    monkeypatch.setattr(agendas, "_asked", {"by": lambda: None})
    assert agendas.here().name == "almere", "who asks nowhere is about the first"
    page = AppTest.from_string(PAGE).run()
    page.button[0].click().run()
    assert page.session_state["where"] == "zaanstad"
