package betterauth.jakarta.guard;

import betterauth.jakarta.guard.ResourceMembers.Locator;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A method of a resource and how a request comes to it, as annotations and declared types say.
 *
 * @param path below the path of the application
 * @param httpMethod such as {@code GET}
 * @param place the method
 * @param locators the sub-resource locators that are run before
 */
record ResourceOperation(OperationPath path, String httpMethod, Place place, List<Place> locators) {

    /** Locators may locate each other without end. */
    private static final int MOST_LOCATORS = 4;

    public ResourceOperation {
        locators = List.copyOf(locators);
    }

    /** A method of a type, which may be an inherited one. */
    record Place(Class<?> type, Method method) {}

    /** The operations of types, of which those with {@code @Path} are resources. */
    static List<ResourceOperation> of(Collection<Class<?>> types) {
        List<ResourceOperation> found = new ArrayList<>();
        for (Class<?> type : types) {
            try {
                Optional<Path> path = AnnotatedMethods.path(type);
                if (path.isPresent() && !Modifier.isAbstract(type.getModifiers())) {
                    add(type, new OperationPath(path.get().value()), List.of(), found);
                }
            } catch (LinkageError broken) {
                // A type whose dependencies are absent cannot be called either.
            }
        }
        return found;
    }

    private static void add(
            Class<?> type,
            OperationPath below,
            List<Place> locators,
            List<ResourceOperation> found) {
        TypeVariables variables = TypeVariables.of(type);
        for (Method method : type.getMethods()) {
            if (method.isBridge()) {
                continue;
            }
            Place place = new Place(type, method);
            AnnotatedMethods.find(type, method, variables)
                    .ifPresent(annotated -> add(place, annotated, below, locators, found));
        }
        if (locators.size() == MOST_LOCATORS) {
            return;
        }
        for (Locator locator : ResourceMembers.of(type).locators()) {
            Method method = locator.method();
            OperationPath next =
                    path(below, AnnotatedMethods.find(type, method, variables).orElse(method));
            List<Place> through =
                    Stream.concat(locators.stream(), Stream.of(new Place(type, method))).toList();
            locator.located().ifPresent(located -> add(located, next, through, found));
        }
    }

    /** A sub-resource locator is for no HTTP method. */
    private static void add(
            Place place,
            Method annotated,
            OperationPath below,
            List<Place> locators,
            List<ResourceOperation> found) {
        OperationPath path = path(below, annotated);
        Stream.of(annotated.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
                .map(method -> new ResourceOperation(path, method.value(), place, locators))
                .forEach(found::add);
    }

    private static OperationPath path(OperationPath below, Method annotated) {
        Path path = annotated.getAnnotation(Path.class);
        return path == null ? below : below.with(path.value());
    }
}
