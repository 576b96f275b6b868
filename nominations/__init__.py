"""How a person is put forward."""
