package betterauth.jakarta.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationPathTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reports | /reports",
                "/reports/ | /reports",
                "//reports//{id}/ | /reports/{id}",
                "/ | ''",
                "'' | ''",
                "/{id: \\d+} | /{id}",
                "/{ id : [a-z]{2,3}/x }/y | /{id}/y",
                "/{a}-{b:.*} | /{a}-{b}",
                "/a:b/{c} | /a:b/{c}",
                "/a b/{c}} | /a b/{c}}"
            })
    void hasOneFormHoweverItIsWritten(String written, String text) {
        assertThat(new OperationPath(written).text()).isEqualTo(text);
    }

    @Test
    void putsOnePathBehindAnother() {
        assertThat(new OperationPath("/a").with("b/{c: x}")).isEqualTo(path("/a/b/{c}"));
        assertThat(new OperationPath("").with("/")).isEqualTo(path(""));
    }

    @Test
    void takesWholeSegmentsFromItsBeginningLongestRestFirst() {
        assertThat(path("/api/v1/items").belowApplications())
                .containsExactly(
                        path("/api/v1/items"), path("/v1/items"), path("/items"), path(""));
        assertThat(path("").belowApplications()).containsExactly(path(""));
    }

    @Test
    void takesNoParameterForThePathOfAnApplication() {
        assertThat(path("/api/{shop}/items").belowApplications())
                .containsExactly(path("/api/{shop}/items"), path("/{shop}/items"));
        assertThat(path("/api/x{shop}/items").belowApplications())
                .containsExactly(path("/api/x{shop}/items"), path("/x{shop}/items"));
    }

    private static OperationPath path(String text) {
        return new OperationPath(text);
    }
}
