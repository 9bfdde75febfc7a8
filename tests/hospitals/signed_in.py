from django.test import Client


def client_of(username: str) -> Client:
    client = Client()
    client.post("/log-ind/", {"username": username, "password": "gop-test-1"})
    return client
