"""Inspecting a built site: what search engines, browsers and screen readers would stumble over.

It looks at ``public/`` as others get it, whatever theme has made it, and believes nothing that the
publication says of itself but its languages and its address.
"""
