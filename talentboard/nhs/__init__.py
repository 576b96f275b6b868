"""The NHS look: form fields, components and the words that numbers are said in."""
