@echo off
rem Starts lfads4j, which lies one folder up with its libraries.
rem   JAVA_HOME          the Java to use; without it, the one on the PATH
rem   LFADS4J_JAVA_OPTS  more options for the JVM, such as -Xmx8g
setlocal enableextensions disabledelayedexpansion

set "LFADS4J_JAR=%~dp0..\lfads4j.jar"
set "LFADS4J_JAVA=java.exe"
if not defined JAVA_HOME goto version
set "LFADS4J_JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%LFADS4J_JAVA%" goto version
>&2 echo lfads4j: JAVA_HOME must be the folder of a Java 17 or newer, got "%JAVA_HOME%"
exit /b 1

:version
set "LFADS4J_VERSION="
for /f "tokens=3" %%v in ('call "%LFADS4J_JAVA%" -version 2^>^&1 ^| findstr /c:" version "') do (
  if not defined LFADS4J_VERSION for /f "delims=.-+" %%m in ("%%~v") do set "LFADS4J_VERSION=%%m"
)
if defined LFADS4J_VERSION goto compare
>&2 echo lfads4j: a Java 17 or newer must be on the PATH or in JAVA_HOME
exit /b 1

:compare
if %LFADS4J_VERSION% geq 17 goto start
>&2 echo lfads4j: Java must be 17 or newer, got version %LFADS4J_VERSION%; set JAVA_HOME to another
exit /b 1

:start
rem The fast path on the CPU is Java's Vector API, whose module a stripped-down Java may lack.
set "LFADS4J_VECTOR=--add-modules=jdk.incubator.vector"
"%LFADS4J_JAVA%" %LFADS4J_VECTOR% -version >nul 2>&1 || set "LFADS4J_VECTOR="
rem The engines load native libraries, which Java tells of from version 24 on unless it is allowed.
set "LFADS4J_ACCESS="
if %LFADS4J_VERSION% geq 24 set "LFADS4J_ACCESS=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
"%LFADS4J_JAVA%" %LFADS4J_VECTOR% %LFADS4J_ACCESS% -Djava.awt.headless=true %LFADS4J_JAVA_OPTS% -jar "%LFADS4J_JAR%" %*
