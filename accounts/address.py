"""From which network address a request comes."""

import ipaddress
from typing import Any

from django.conf import settings


def address_of(request: Any) -> str:
    """What our own outermost proxy saw (GOP_PROXIES of them); an IPv6 network as one. Empty when unknown."""
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.GOP_PROXIES:
        # Each proxy adds at the right; what stands further left the sender has written.
        forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        seen = forwarded[-settings.GOP_PROXIES] if len(forwarded) >= settings.GOP_PROXIES else ""
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
