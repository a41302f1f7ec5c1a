package betterauth.jakarta.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.openapi.OASFilter;
import org.junit.jupiter.api.Test;

class OpenApiDefaultTest {

    private final OpenApiDefault source = new OpenApiDefault();

    @Test
    void namesAFilterAndNothingElse() throws ClassNotFoundException {
        assertThat(source.getPropertyNames()).containsExactly("mp.openapi.filter");
        assertThat(OASFilter.class)
                .isAssignableFrom(Class.forName(source.getValue("mp.openapi.filter")));
        assertThat(source.getValue("mp.openapi.model.reader")).isNull();
    }

    @Test
    void isReplacedByTheConfigurationOfAnApplication() {
        assertThat(source.getOrdinal()).isBetween(0, ConfigSource.DEFAULT_ORDINAL - 1);
    }
}
