package dev.mossspore.admin;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.mossspore.admin.v1.AdminProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares a schema with one that was released: whatever was there must still be there and mean the
 * same, on the wire, in JSON and in generated code. What is new breaks nobody.
 */
final class Compatibility {
  private final List<String> breaks = new ArrayList<>();

  private Compatibility() {}

  /** What a client of the released schema would trip over; empty if nothing. */
  static List<String> breaks(FileDescriptor released, FileDescriptor now) {
    Compatibility comparison = new Compatibility();
    comparison.same("package", released.getPackage(), now.getPackage(), "file");
    for (Descriptor message : released.getMessageTypes()) {
      comparison.message(message, now.findMessageTypeByName(message.getName()));
    }
    for (EnumDescriptor type : released.getEnumTypes()) {
      comparison.enumType(type, now.findEnumTypeByName(type.getName()));
    }
    for (ServiceDescriptor service : released.getServices()) {
      comparison.service(service, now.findServiceByName(service.getName()));
    }
    for (FieldDescriptor extension : released.getExtensions()) {
      comparison.field(extension, now.findExtensionByName(extension.getName()));
    }
    return comparison.breaks;
  }

  private void message(Descriptor was, @Nullable Descriptor is) {
    if (is == null) {
      gone(was);
      return;
    }
    was.getFields().forEach(field -> field(field, is.findFieldByNumber(field.getNumber())));
    was.getNestedTypes()
        .forEach(nested -> message(nested, is.findNestedTypeByName(nested.getName())));
    was.getEnumTypes().forEach(nested -> enumType(nested, is.findEnumTypeByName(nested.getName())));
  }

  private void field(FieldDescriptor was, @Nullable FieldDescriptor is) {
    if (is == null) {
      gone(was);
      return;
    }
    String name = was.getFullName();
    same("name", was.getName(), is.getName(), name);
    same("JSON name", was.getJsonName(), is.getJsonName(), name);
    same("number", was.getNumber(), is.getNumber(), name);
    same("type", type(was), type(is), name);
    same("repetition", was.isRepeated(), is.isRepeated(), name);
    same("presence", was.hasPresence(), is.hasPresence(), name);
    same("oneof", oneof(was), oneof(is), name);
  }

  private void enumType(EnumDescriptor was, @Nullable EnumDescriptor is) {
    if (is == null) {
      gone(was);
      return;
    }
    for (EnumValueDescriptor value : was.getValues()) {
      EnumValueDescriptor now = is.findValueByName(value.getName());
      same("number", value.getNumber(), now == null ? null : now.getNumber(), value.getFullName());
    }
  }

  private void service(ServiceDescriptor was, @Nullable ServiceDescriptor is) {
    if (is == null) {
      gone(was);
      return;
    }
    was.getMethods().forEach(method -> method(method, is.findMethodByName(method.getName())));
  }

  private void method(MethodDescriptor was, @Nullable MethodDescriptor is) {
    if (is == null) {
      gone(was);
      return;
    }
    String name = was.getFullName();
    same("request", was.getInputType().getFullName(), is.getInputType().getFullName(), name);
    same("answer", was.getOutputType().getFullName(), is.getOutputType().getFullName(), name);
    same("client streaming", was.isClientStreaming(), is.isClientStreaming(), name);
    same("server streaming", was.isServerStreaming(), is.isServerStreaming(), name);
    if (role(is) > role(was)) {
      breaks.add(name + " asks for a higher role than it did");
    }
  }

  private static int role(MethodDescriptor method) {
    return method.getOptions().getExtension(AdminProto.requires).getNumber();
  }

  private static String type(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getFullName();
      case ENUM -> field.getEnumType().getFullName();
      default -> field.getType().toString();
    };
  }

  private static @Nullable String oneof(FieldDescriptor field) {
    OneofDescriptor oneof = field.getContainingOneof();
    return oneof == null ? null : oneof.getName();
  }

  private void gone(GenericDescriptor what) {
    breaks.add(what.getFullName() + " is gone");
  }

  private void same(String what, @Nullable Object was, @Nullable Object is, String where) {
    if (!Objects.equals(was, is)) {
      breaks.add("%s: %s was %s, is %s".formatted(where, what, was, is));
    }
  }
}
