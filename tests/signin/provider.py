"""A small OpenID provider on 127.0.0.1: a real server that signs real tokens, for tests of signing in at the Trust."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "supportgroup", "a-secret-of-the-tests"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """The Trust's sign-in. claims: what the next token says beyond the usual; key: what signs it."""

    def __init__(self):
        self.claims, self.key, self.challenges = {}, KEY, {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def configuration(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self):
        public = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]}

    def come_back_from(self, address):
        """Return where the provider sends a browser that came to this address and signed in there."""
        asked = parse_qs(urlsplit(address).query)
        self.challenges["a-code"] = asked["code_challenge"][0]
        return f"{asked['redirect_uri'][0]}?{urlencode({'code': 'a-code', 'state': asked['state'][0]})}"

    def token(self, form):
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"][0].encode()).digest()).rstrip(b"=")
        right = form["client_id"] == [CLIENT] and form["client_secret"] == [SECRET]
        if not right or self.challenges.pop(form["code"][0], "") != challenge.decode():
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": "0001", "iat": now, "exp": now + 300} | self.claims
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})
        return 200, {"access_token": "not-used", "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def _handler(provider):  # noqa: N805  the handler inside is `self`
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                pages = {"/.well-known/openid-configuration": provider.configuration, "/keys": provider.keys}
                self._say(200, pages[self.path]())

            def do_POST(self):
                length = int(self.headers["Content-Length"])
                self._say(*provider.token(parse_qs(self.rfile.read(length).decode())))

            def _say(self, status, words):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(words).encode())

            def log_message(self, *args):
                """Say nothing."""

        return Handler
