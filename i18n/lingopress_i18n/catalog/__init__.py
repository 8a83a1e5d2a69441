"""Gettext catalogs: read, written, merged and compiled so that nothing a person wrote is lost."""
