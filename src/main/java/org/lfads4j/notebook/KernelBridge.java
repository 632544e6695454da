package org.lfads4j.notebook;

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
  private final Class<?> dataType;
  private final Class<?> renderFunction;
  private final Class<?> mimeType;
  private final Method putData;
  private final Method putMetaData;
  private final Method setDisplayId;
  private final Method display;
  private final Method updateDisplay;
  private final Method createRegistration;
  private final Method preferring;
  private final Method register;
  private final Method outputContainer;
  private final Method wants;
  private final Method parseMimeType;

  /**
   * Binds the members.
   *
   * @throws IllegalArgumentException if the kernel lacks one
   */
  KernelBridge(Object kernel) {
    this.kernel = kernel;
    try {
      Class<?> base = base(kernel.getClass());
      String home = base.getPackageName();
      ClassLoader loader = base.getClassLoader();
      dataType = Class.forName(home + ".display.DisplayData", true, loader);
      renderFunction = Class.forName(home + ".display.RenderFunction", true, loader);
      mimeType = Class.forName(home + ".display.mime.MIMEType", true, loader);
      Class<?> renderer = Class.forName(home + ".display.Renderer", true, loader);
      Class<?> registration =
          Class.forName(home + ".display.Renderer$RenderRegistration", true, loader);
      Class<?> context = Class.forName(home + ".display.RenderContext", true, loader);
      Class<?> stream = Class.forName(home + ".DisplayStream", true, loader);
      putData = dataType.getMethod("putData", String.class, Object.class);
      putMetaData = dataType.getMethod("putMetaData", String.class, Object.class);
      setDisplayId = dataType.getMethod("setDisplayId", String.class);
      display = base.getMethod("display", dataType);
      updateDisplay = stream.getMethod("updateDisplay", dataType);
      createRegistration = renderer.getMethod("createRegistration", Class.class);
      preferring = registration.getMethod("preferring", String[].class);
      register = registration.getMethod("register", renderFunction);
      outputContainer = context.getMethod("getOutputContainer");
      wants = context.getMethod("wantsDataRenderedAs", mimeType);
      parseMimeType = mimeType.getMethod("parse", String.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "kernel must have the members of IJava's base library or JJava's, got "
              + kernel.getClass().getName()
              + " ("
              + e
              + ")",
          e);
    }
  }

  /** Teaches the kernel to render a kind of thing. */
  <T> void register(Renderings.Kind<T> kind) {
    Object renderer = call(method(kernel.getClass(), "getRenderer"), kernel);
    Object registration = call(createRegistration, renderer, kind.type());
    Object preferred = call(preferring, registration, (Object) kind.forms().toArray(String[]::new));
    InvocationHandler render =
        (proxy, called, arguments) -> {
          if (called.getDeclaringClass() == Object.class) {
            return called.invoke(this, arguments);
          }
          fill(arguments[1], kind.render(arguments[0]));
          return null;
        };
    Object function =
        Proxy.newProxyInstance(
            renderFunction.getClassLoader(), new Class<?>[] {renderFunction}, render);
    Object unused = call(register, preferred, function);
  }

  private void fill(Object context, Bundle bundle) {
    Object data = call(outputContainer, context);
    bundle
        .forms()
        .forEach(
            (mime, text) -> {
              if (Boolean.TRUE.equals(call(wants, context, call(parseMimeType, null, mime)))) {
                put(data, mime, text, bundle);
              }
            });
  }

  @Override
  public void show(Bundle bundle) {
    Object unused = call(display, kernel, data(bundle));
  }

  @Override
  public void show(Bundle bundle, String id) {
    Object data = data(bundle);
    Object unused = call(setDisplayId, data, id);
    unused = call(display, kernel, data);
  }

  @Override
  public void update(Bundle bundle, String id) {
    Object data = data(bundle);
    Object unused = call(setDisplayId, data, id);
    unused = call(updateDisplay, stream(), data);
  }

  private Object stream() {
    Object io = call(method(kernel.getClass(), "getIO"), kernel);
    try {
      return io.getClass().getField("display").get(io);
    } catch (ReflectiveOperationException e) {
      throw lacking(e);
    }
  }

  private Object data(Bundle bundle) {
    try {
      Object data = dataType.getConstructor().newInstance();
      bundle.forms().forEach((mime, text) -> put(data, mime, text, bundle));
      return data;
    } catch (ReflectiveOperationException e) {
      throw lacking(e);
    }
  }

  private void put(Object data, String mime, String text, Bundle bundle) {
    Object unused = call(putData, data, mime, text);
    if (bundle.sizes().containsKey(mime)) {
      unused = call(putMetaData, data, mime, bundle.sizes().get(mime));
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

  private Method method(Class<?> type, String name) {
    try {
      return type.getMethod(name);
    } catch (NoSuchMethodException e) {
      throw lacking(e);
    }
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
    return new IllegalStateException(
        "kernel must have the members of IJava's base library or JJava's, got "
            + kernel.getClass().getName()
            + " ("
            + e
            + ")",
        e);
  }
}
