package org.lfads4j.notebook;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A kernel on the base library of IJava, or on that of JJava, which has the same members under
 * another package name. Everything it uses is looked up when it is made.
 */
final class KernelBridge implements FrontEnd {
  private final Object kernel;
  private final Members members;

  /** What is used of a base library, looked up by name. */
  record Members(Rendering rendering, Data data, Method display, Method updateDisplay, Method io) {
    /** Of the registry of renderers. */
    record Rendering(
        Class<?> function,
        Method renderer,
        Method createRegistration,
        Method preferring,
        Method register,
        Method outputContainer,
        Method wants,
        Method parseMimeType) {}

    /** Of a bundle. */
    record Data(
        Constructor<?> constructor, Method putData, Method putMetaData, Method setDisplayId) {}

    /**
     * Looks them up.
     *
     * @param base the class that kernels extend
     */
    static Members of(Class<?> base) throws ReflectiveOperationException {
      String home = base.getPackageName();
      ClassLoader loader = base.getClassLoader();
      Class<?> data = Class.forName(home + ".display.DisplayData", true, loader);
      Class<?> function = Class.forName(home + ".display.RenderFunction", true, loader);
      Class<?> mimeType = Class.forName(home + ".display.mime.MIMEType", true, loader);
      Class<?> renderer = Class.forName(home + ".display.Renderer", true, loader);
      Class<?> context = Class.forName(home + ".display.RenderContext", true, loader);
      Class<?> stream = Class.forName(home + ".DisplayStream", true, loader);
      Class<?> registration =
          Class.forName(home + ".display.Renderer$RenderRegistration", true, loader);
      return new Members(
          new Rendering(
              function,
              base.getMethod("getRenderer"),
              renderer.getMethod("createRegistration", Class.class),
              registration.getMethod("preferring", String[].class),
              registration.getMethod("register", function),
              context.getMethod("getOutputContainer"),
              context.getMethod("wantsDataRenderedAs", mimeType),
              mimeType.getMethod("parse", String.class)),
          new Data(
              data.getConstructor(),
              data.getMethod("putData", String.class, Object.class),
              data.getMethod("putMetaData", String.class, Object.class),
              data.getMethod("setDisplayId", String.class)),
          base.getMethod("display", data),
          stream.getMethod("updateDisplay", data),
          base.getMethod("getIO"));
    }
  }

  /**
   * Binds the members.
   *
   * @throws IllegalArgumentException if the kernel lacks one
   */
  KernelBridge(Object kernel) {
    this.kernel = kernel;
    try {
      members = Members.of(base(kernel.getClass()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(lacks(e), e);
    }
  }

  /** Teaches the kernel to render a kind of thing. */
  <T> void register(Renderings.Kind<T> kind) {
    Members.Rendering rendering = members.rendering;
    Object renderer = call(rendering.renderer, kernel);
    Object registration = call(rendering.createRegistration, renderer, kind.type());
    Object preferred =
        call(rendering.preferring, registration, (Object) kind.forms().toArray(String[]::new));
    InvocationHandler render =
        (proxy, called, arguments) -> {
          if (called.getDeclaringClass() == Object.class) {
            return called.invoke(this, arguments);
          }
          fill(arguments[1], kind.render(arguments[0]));
          return null;
        };
    Class<?> function = rendering.function;
    Object unused =
        call(
            rendering.register,
            preferred,
            Proxy.newProxyInstance(function.getClassLoader(), new Class<?>[] {function}, render));
  }

  private void fill(Object context, Bundle bundle) {
    Object data = call(members.rendering.outputContainer, context);
    bundle
        .forms()
        .forEach(
            (mime, text) -> {
              Object type = call(members.rendering.parseMimeType, null, mime);
              if (Boolean.TRUE.equals(call(members.rendering.wants, context, type))) {
                put(data, mime, text, bundle);
              }
            });
  }

  @Override
  public void show(Bundle bundle) {
    Object unused = call(members.display, kernel, data(bundle));
  }

  @Override
  public void show(Bundle bundle, String id) {
    Object unused = call(members.display, kernel, data(bundle, id));
  }

  @Override
  public void update(Bundle bundle, String id) {
    Object unused = call(members.updateDisplay, stream(), data(bundle, id));
  }

  private Object stream() {
    Object io = call(members.io, kernel);
    try {
      return io.getClass().getField("display").get(io);
    } catch (ReflectiveOperationException e) {
      throw lacking(e);
    }
  }

  private Object data(Bundle bundle, String id) {
    Object data = data(bundle);
    Object unused = call(members.data.setDisplayId, data, id);
    return data;
  }

  private Object data(Bundle bundle) {
    try {
      Object data = members.data.constructor.newInstance();
      bundle.forms().forEach((mime, text) -> put(data, mime, text, bundle));
      return data;
    } catch (ReflectiveOperationException e) {
      throw lacking(e);
    }
  }

  private void put(Object data, String mime, String text, Bundle bundle) {
    Object unused = call(members.data.putData, data, mime, text);
    if (bundle.sizes().containsKey(mime)) {
      unused = call(members.data.putMetaData, data, mime, bundle.sizes().get(mime));
    }
  }

  /** The class of the base library among a kernel's ancestors. */
  private static Class<?> base(Class<?> type) throws ClassNotFoundException {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (each.getSimpleName().equals("BaseKernel")) {
        return each;
      }
    }
    throw new ClassNotFoundException("BaseKernel");
  }

  private Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw lacking(e);
    } catch (IllegalAccessException e) {
      throw lacking(e);
    }
  }

  private IllegalStateException lacking(ReflectiveOperationException e) {
    return new IllegalStateException(lacks(e), e);
  }

  private String lacks(ReflectiveOperationException e) {
    return "kernel must have the members of IJava's base library or JJava's, got "
        + kernel.getClass().getName()
        + " ("
        + e
        + ")";
  }
}
