"""The open API: what anybody may ask without signing in. No citizen in it, and no tenant's table is read."""

from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.web.page import public_page
from gop.rules.calculation import BadQuestion
from gop.selectors.calculation import answer_to


class CalculateDeadlines(APIView):
    """GET with the calculator's fields. 200: the answer. 400: {"errors": [{"field", "reason"}]}, everything that is wrong."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    renderer_classes = (JSONRenderer,)
    parser_classes = ()

    def get(self, request: Request) -> Response:
        twice = [name for name, values in request.query_params.lists() if len(values) > 1]
        try:
            if twice:
                raise BadQuestion([(name, "Feltet er givet to gange.") for name in twice])
            answer = answer_to({name.replace("-", "_"): str(value) for name, value in request.query_params.dict().items()})
        except BadQuestion as error:
            return Response({"errors": [{"field": field, "reason": reason} for field, reason in error.problems]}, status=400)
        return Response(answer.as_json())


calculate = public_page(CalculateDeadlines.as_view())
