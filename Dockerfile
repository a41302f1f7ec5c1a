# The WAR on Payara Micro, on WildFly (--target wildfly) or on Open Liberty (--target openliberty):
#
#   docker build -t better-auth-jakarta .
#   docker run -p 8080:8080 -e BETTER_AUTH_URL=https://auth.example.com --env-file secrets.env better-auth-jakarta
#
# Inside a container the server listens on all addresses: publish its port where you want it.

FROM maven:3.9-eclipse-temurin-17 AS source
WORKDIR /build
COPY pom.xml ./
COPY src ./src
COPY server-config ./server-config

FROM source AS build-payara-micro
RUN mvn -B -ntp package -DskipTests
RUN sed -i '/address=127/d' server-config/payara-micro/preboot.asadmin

FROM source AS build-wildfly
RUN mvn -B -ntp package -DskipTests -Pwildfly

FROM source AS build-openliberty
RUN mvn -B -ntp package -DskipTests -Popenliberty

FROM eclipse-temurin:17-jre AS server
RUN useradd --system --uid 1001 --create-home server
WORKDIR /opt/server
RUN chown server /opt/server
USER 1001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080; printf "GET /api/public/ping HTTP/1.0\r\n\r\n" >&3; head -n 1 <&3 | grep -q " 200 "'

FROM server AS wildfly
COPY --from=build-wildfly --chown=1001 /build/target/servers/wildfly-39.0.1.Final ./
COPY --from=build-wildfly --chown=1001 /build/target/better-auth-jakarta.war ./standalone/deployments/
ENV LAUNCH_JBOSS_IN_BACKGROUND=true
CMD ["bin/standalone.sh", "-b", "0.0.0.0"]

FROM server AS openliberty
COPY --from=build-openliberty --chown=1001 /build/target/servers/wlp ./
COPY --from=build-openliberty --chown=1001 /build/server-config/openliberty ./usr/servers/defaultServer/
COPY --from=build-openliberty --chown=1001 /build/target/better-auth-jakarta.war ./usr/servers/defaultServer/dropins/
ENV HTTP_HOST=*
CMD ["bin/server", "run", "defaultServer"]

FROM server AS payara-micro
COPY --from=build-payara-micro --chown=1001 /build/target/servers/payara-micro.jar ./
COPY --from=build-payara-micro --chown=1001 /build/server-config/payara-micro/preboot.asadmin ./
COPY --from=build-payara-micro --chown=1001 /build/target/better-auth-jakarta.war ./
CMD ["java", "-jar", "payara-micro.jar", "--deploy", "better-auth-jakarta.war", "--contextroot", "/", "--port", "8080", "--nocluster", "--disablephonehome", "--prebootcommandfile", "preboot.asadmin"]
