package dev.mossspore.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.TextFormat;
import dev.mossspore.admin.v1.AdminProto;
import dev.mossspore.admin.v1.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the schema to what was checked in last. What was added is recorded, and so protected from
 * then on, by {@code mvn test -pl proto -Dmossspore.rewrite=true}, which breaks nothing.
 */
@Tag("unit")
class CompatibilityTest {
  private static final Path CHECKED_IN =
      Path.of("src/test/resources/mossspore/admin/v1/admin.textproto");
  private static final FileDescriptor NOW = AdminProto.getDescriptor();

  @Test
  void nothingThatWasReleasedChanges() throws Exception {
    assertEquals(List.of(), Compatibility.breaks(checkedIn(), NOW));
  }

  @Test
  void whatWasAddedIsCheckedIn() throws Exception {
    if (Boolean.getBoolean("mossspore.rewrite")
        && Compatibility.breaks(checkedIn(), NOW).isEmpty()) {
      Files.writeString(CHECKED_IN, text(NOW.toProto()));
    }
    assertEquals(
        text(NOW.toProto()),
        Files.readString(CHECKED_IN),
        "record what is new with -Dmossspore.rewrite=true");
  }

  @Test
  void everyMethodNamesARole() {
    List<String> open =
        NOW.getServices().stream()
            .flatMap(service -> service.getMethods().stream())
            .filter(
                method ->
                    method.getOptions().getExtension(AdminProto.requires) == Role.ROLE_UNSPECIFIED)
            .map(MethodDescriptor::getFullName)
            .toList();
    assertEquals(List.of(), open);
  }

  @Test
  void findsAFieldThatIsGoneRenumberedRenamedOrRetyped() throws Exception {
    assertBreak("mossspore.admin.v1.Build.version is gone", build -> build.removeField(0));
    assertBreak(
        "mossspore.admin.v1.Build.version is gone",
        build -> build.getFieldBuilder(0).setNumber(90));
    assertBreak(
        "mossspore.admin.v1.Build.version: name was version, is release",
        build -> build.getFieldBuilder(0).setName("release"));
    assertBreak(
        "mossspore.admin.v1.Build.version: type was STRING, is BYTES",
        build -> build.getFieldBuilder(0).setType(FieldDescriptorProto.Type.TYPE_BYTES));
    assertBreak(
        "mossspore.admin.v1.Build.version: repetition was false, is true",
        build -> build.getFieldBuilder(0).setLabel(FieldDescriptorProto.Label.LABEL_REPEATED));
  }

  @Test
  void findsAMethodThatAsksForMoreOrAnswersOtherwise() throws Exception {
    FileDescriptorProto.Builder stricter = NOW.toProto().toBuilder();
    stricter
        .getServiceBuilder(0)
        .getMethodBuilder(0)
        .getOptionsBuilder()
        .setExtension(AdminProto.requires, Role.ROLE_ADMIN);
    assertEquals(
        List.of("mossspore.admin.v1.Admin.GetStatus asks for a higher role than it did"),
        Compatibility.breaks(NOW, descriptor(stricter.build())));
    FileDescriptorProto.Builder streaming = NOW.toProto().toBuilder();
    streaming.getServiceBuilder(0).getMethodBuilder(0).setServerStreaming(true);
    assertEquals(
        List.of("mossspore.admin.v1.Admin.GetStatus: server streaming was false, is true"),
        Compatibility.breaks(NOW, descriptor(streaming.build())));
  }

  @Test
  void letsFieldsAndMethodsBeAddedAndRolesBeLowered() throws Exception {
    FileDescriptorProto.Builder smaller = NOW.toProto().toBuilder();
    build(smaller).removeField(5);
    smaller
        .getServiceBuilder(0)
        .removeMethod(0)
        .getMethodBuilder(0)
        .getOptionsBuilder()
        .setExtension(AdminProto.requires, Role.ROLE_ADMIN);
    assertEquals(List.of(), Compatibility.breaks(descriptor(smaller.build()), NOW));
  }

  private static void assertBreak(String expected, Consumer<DescriptorProto.Builder> change)
      throws Exception {
    FileDescriptorProto.Builder changed = NOW.toProto().toBuilder();
    change.accept(build(changed));
    List<String> breaks = Compatibility.breaks(NOW, descriptor(changed.build()));
    assertEquals(expected, breaks.getFirst());
  }

  private static DescriptorProto.Builder build(FileDescriptorProto.Builder file) {
    List<String> names = NOW.getMessageTypes().stream().map(Descriptor::getName).toList();
    return file.getMessageTypeBuilder(names.indexOf("Build"));
  }

  private static FileDescriptor checkedIn() throws IOException, DescriptorValidationException {
    ExtensionRegistry registry = ExtensionRegistry.newInstance();
    AdminProto.registerAllExtensions(registry);
    FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
    TextFormat.merge(Files.readString(CHECKED_IN), registry, file);
    return descriptor(file.build());
  }

  private static FileDescriptor descriptor(FileDescriptorProto file)
      throws DescriptorValidationException {
    return FileDescriptor.buildFrom(file, NOW.getDependencies().toArray(FileDescriptor[]::new));
  }

  private static String text(FileDescriptorProto file) {
    return TextFormat.printer().printToString(file);
  }
}
