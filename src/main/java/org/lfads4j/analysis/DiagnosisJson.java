package org.lfads4j.analysis;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lfads4j.config.Message;
import org.lfads4j.data.io.ContentException;

/**
 * A diagnosis in JSON: {@code sentences}, each as told {@code in_java} and {@code on_command_line},
 * and {@code findings}, each with its {@code kind}, {@code session} (of several), {@code of} and
 * {@code numbers}.
 */
final class DiagnosisJson {
  private static final String SENTENCES = "sentences";
  private static final String FINDINGS = "findings";
  private static final String IN_JAVA = "in_java";
  private static final String ON_COMMAND_LINE = "on_command_line";
  private static final String KIND = "kind";
  private static final String SESSION = "session";
  private static final String OF = "of";
  private static final String NUMBERS = "numbers";

  private DiagnosisJson() {}

  static JsonObject json(Diagnosis diagnosis) {
    JsonArray sentences = new JsonArray();
    for (Message message : diagnosis.sentences()) {
      JsonObject sentence = new JsonObject();
      sentence.addProperty(IN_JAVA, message.inJava());
      sentence.addProperty(ON_COMMAND_LINE, message.onCommandLine());
      sentences.add(sentence);
    }
    JsonArray findings = new JsonArray();
    diagnosis.findings().forEach(finding -> findings.add(json(finding)));
    JsonObject all = new JsonObject();
    all.add(SENTENCES, sentences);
    all.add(FINDINGS, findings);
    return all;
  }

  private static JsonObject json(Finding finding) {
    JsonObject object = new JsonObject();
    object.addProperty(KIND, finding.kind().word());
    finding.session().ifPresent(session -> object.addProperty(SESSION, session));
    JsonArray of = new JsonArray();
    finding.of().forEach(of::add);
    object.add(OF, of);
    JsonObject numbers = new JsonObject();
    finding.numbers().forEach(numbers::addProperty);
    object.add(NUMBERS, numbers);
    return object;
  }

  /**
   * Reads it back.
   *
   * @throws ContentException if it is not of this form
   */
  static Diagnosis of(JsonElement element) {
    try {
      JsonObject all = element.getAsJsonObject();
      List<Message> sentences = new ArrayList<>();
      for (JsonElement each : all.getAsJsonArray(SENTENCES)) {
        JsonObject sentence = each.getAsJsonObject();
        sentences.add(
            new Message(
                sentence.get(IN_JAVA).getAsString(), sentence.get(ON_COMMAND_LINE).getAsString()));
      }
      List<Finding> findings = new ArrayList<>();
      for (JsonElement each : all.getAsJsonArray(FINDINGS)) {
        findings.add(finding(each.getAsJsonObject()));
      }
      return new Diagnosis(findings, sentences);
    } catch (IllegalStateException
        | ClassCastException
        | NullPointerException
        | UnsupportedOperationException
        | NumberFormatException e) {
      throw new ContentException("diagnosis must be sentences and findings, got " + element);
    }
  }

  private static Finding finding(JsonObject object) {
    String word = object.get(KIND).getAsString();
    List<String> of = new ArrayList<>();
    object.getAsJsonArray(OF).forEach(each -> of.add(each.getAsString()));
    Map<String, Double> numbers = new LinkedHashMap<>();
    object
        .getAsJsonObject(NUMBERS)
        .entrySet()
        .forEach(each -> numbers.put(each.getKey(), Double.valueOf(each.getValue().getAsString())));
    return new Finding(
        Finding.Kind.named(word)
            .orElseThrow(
                () -> new ContentException("kind of a finding must be known, got " + word)),
        Optional.ofNullable(object.get(SESSION)).map(JsonElement::getAsString),
        of,
        numbers);
  }
}
