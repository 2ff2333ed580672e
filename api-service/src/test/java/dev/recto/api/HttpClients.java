package dev.recto.api;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/** Requests to the service under test. */
public final class HttpClients {
    private HttpClients() {}

    /** With the key of the default organisation. */
    public static RequestSpecification client() {
        return given().auth().preemptive().oauth2(PartsResource.KEY);
    }

    /** With the key of another organisation. */
    public static RequestSpecification stranger() {
        return given().auth().preemptive().oauth2(OtherOrganisation.KEY);
    }

    public static RequestSpecification anonymous() {
        return given();
    }
}
