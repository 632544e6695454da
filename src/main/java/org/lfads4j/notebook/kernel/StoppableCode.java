package org.lfads4j.notebook.kernel;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Code of cells that a stop ends also where it ignores the thread's interrupt flag, as {@code while
 * (true) {}} does: every method looks whether the cell was stopped when it begins, and every loop
 * each time it goes round.
 */
public final class StoppableCode {
  private static final String OWN = StoppableCode.class.getName().replace('.', '/');

  /** The stops that code is to look at, one for each kernel whose cell was stopped. */
  private static final Set<CellStop> ASKED = new CopyOnWriteArraySet<>();

  private StoppableCode() {}

  /** From now on code is asked to look, or no more. */
  static void ask(CellStop by, boolean wanted) {
    boolean unused = wanted ? ASKED.add(by) : ASKED.remove(by);
  }

  /**
   * Called by the code of cells, which is why it can be seen.
   *
   * @throws CellStoppedException if the cell was stopped a while ago
   */
  public static void look() {
    for (CellStop each : ASKED) {
      each.lookFromCode();
    }
  }

  /**
   * A class that looks.
   *
   * @param classFile as the compiler made it
   * @return the same where it is of a Java that is too new to be changed, or would be too long
   */
  static byte[] of(byte[] classFile) {
    try {
      ClassReader reader = new ClassReader(classFile);
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(new Type(writer), 0);
      return writer.toByteArray();
    } catch (IllegalArgumentException | MethodTooLargeException | ClassTooLargeException e) {
      return classFile;
    }
  }

  private static final class Type extends ClassVisitor {
    Type(ClassVisitor to) {
      super(Opcodes.ASM9, to);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor to = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new Method(to, !name.startsWith("<"));
    }
  }

  /** A look takes nothing from the operand stack and leaves nothing there. */
  private static final class Method extends MethodVisitor {
    private final boolean looksFirst;
    private final Set<Label> passed = new HashSet<>();

    Method(MethodVisitor to, boolean looksFirst) {
      super(Opcodes.ASM9, to);
      this.looksFirst = looksFirst;
    }

    private void insertLook() {
      visitMethodInsn(Opcodes.INVOKESTATIC, OWN, "look", "()V", false);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (looksFirst) {
        insertLook();
      }
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label to) {
      if (passed.contains(to)) {
        insertLook();
      }
      super.visitJumpInsn(opcode, to);
    }
  }
}
