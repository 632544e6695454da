@echo off
rem Builds lfads4j if need be, installs its Jupyter kernel for this user, and opens the quick start.
rem   notebooks\start              opens Jupyter
rem   notebooks\start --execute    runs all notebooks and writes them as HTML to notebooks\html
rem   LFADS4J_HEAP                 most memory for Java objects, such as 8g; without it, half of the machine's
setlocal enableextensions disabledelayedexpansion
cd /d "%~dp0.."
set "LFADS4J_JAVA=java.exe"
if defined JAVA_HOME set "LFADS4J_JAVA=%JAVA_HOME%\bin\java.exe"
set "LFADS4J_JAR=lfads4j.jar"
if not exist pom.xml goto install
set "LFADS4J_JAR=target\lfads4j.jar"
if exist "%LFADS4J_JAR%" goto install
echo building lfads4j (the first time, Maven fetches some 300 MB)
call mvn.cmd -B -ntp -q -DskipTests package || exit /b 1
:install
"%LFADS4J_JAVA%" -jar "%LFADS4J_JAR%" kernel install --user || exit /b 1
py -m jupyter notebook --version >nul 2>&1 || py -m pip install --user notebook nbconvert || exit /b 1
cd notebooks
if "%~1"=="--execute" goto execute
py -m jupyter notebook 1-quick-start.ipynb
exit /b
:execute
for %%n in (*.ipynb) do (
  py -m jupyter nbconvert --to html --execute --ExecutePreprocessor.timeout=-1 --output-dir html "%%n" || exit /b 1
)
