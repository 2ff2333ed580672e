package dev.recto.api;

import static io.restassured.RestAssured.given;

import dev.recto.api.contract.Published;
import io.quarkus.test.common.http.TestHTTPResourceManager;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;

/** Requests to the service under test, whose answers must keep to its published description. */
public final class HttpClients {
    private HttpClients() {}

    /** With the key of the default organisation. */
    public static RequestSpecification client() {
        return as(PartsResource.KEY);
    }

    /** With the key of another organisation. */
    public static RequestSpecification stranger() {
        return as(OtherOrganisation.KEY);
    }

    public static RequestSpecification as(String key) {
        return anonymous().auth().preemptive().oauth2(key);
    }

    /** What the service answers at its other port. */
    public static Response management(String path) {
        return RestAssured.get(managementUri(path));
    }

    public static URI managementUri(String path) {
        return URI.create(TestHTTPResourceManager.getManagementUri()).resolve(path);
    }

    public static RequestSpecification anonymous() {
        return given().filter(new Published());
    }
}
