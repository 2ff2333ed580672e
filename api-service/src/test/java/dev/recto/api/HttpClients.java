package dev.recto.api;

import static io.restassured.RestAssured.given;

import dev.recto.api.contract.Published;
import io.restassured.specification.RequestSpecification;

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

    public static RequestSpecification anonymous() {
        return given().filter(new Published());
    }
}
