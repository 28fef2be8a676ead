# frozen_string_literal: true

# Runs a Ruby handler: asks the Lambda Runtime API for events, one after the other.
require 'json'
require 'logger'
require 'socket'
require 'time'

module Waybill
  HOST, PORT = ENV['AWS_LAMBDA_RUNTIME_API'].split(':')
  ROOT = ENV['LAMBDA_TASK_ROOT']
  MARK = ENV.delete('WAYBILL_END_OF_LOG')
  IN_JSON = ENV['AWS_LAMBDA_LOG_FORMAT'] == 'JSON'
  # The server's own address, and behind a blank a socket for the same where there is one.
  SERVED, SOCKET = (ENV.delete('WAYBILL_RUNTIME_API') || '').split(' ', 2)
  AND_NEXT = { 'Waybill-And-Next' => 'true' }.freeze # the answer to this call is the next event
  BASE = '/2018-06-01/runtime/'
  ERROR_TYPE = 'Lambda-Runtime-Function-Error-Type'
  LEVELS = { 'TRACE' => 0, 'DEBUG' => 0, 'INFO' => 1, 'WARN' => 2, 'ERROR' => 3, 'FATAL' => 4 }.freeze
  # AWS: errors of other classes are reported as the function's, without their names.
  TOLD = %w[ArgumentError NoMethodError Exception StandardError NameError LoadError SystemExit SystemStackError].freeze
  ENV.delete('WAYBILL_LAYERS')

  class << self
    attr_accessor :request_id
  end

  # The event's trace. libc keeps every value that a variable ever had, so from the second event on
  # this one is a piece of our own memory that is written over; child processes see it as ever.
  class TraceVariable
    NAME = '_X_AMZN_TRACE_ID'

    def set(value)
      @putenv = putenv if @later && @putenv.nil?
      @later = true # the first event does not wait for it
      @putenv ? set_in_place("#{NAME}=#{value}\0".b) : ENV[NAME] = value
    end

    private

    def putenv
      require 'fiddle'
      Fiddle::Function.new(Fiddle.dlopen(nil)['putenv'], [Fiddle::TYPE_VOIDP], Fiddle::TYPE_INT)
    rescue LoadError # a Ruby without it
      false
    end

    # A place that was too small stays where it is: native code may still read it.
    def set_in_place(line)
      @place = Fiddle::Pointer.malloc(2 * line.bytesize + 256) if @place.nil? || @place.size < line.bytesize
      @place[0, line.bytesize] = line
      @putenv.call(@place) # again, as the function may have set the variable itself
    end
  end

  # One connection that stays; a request that finds it closed is sent on a new one.
  class Connection
    def call(method, path, body = '', headers = {})
      fresh = @socket.nil?
      @socket ||= connected
      head = +"#{method} #{BASE}#{path} HTTP/1.1\r\nHost: #{HOST}:#{PORT}\r\nContent-Length: #{body.bytesize}\r\n"
      headers.each { |name, value| head << "#{name}: #{value}\r\n" }
      @socket.write("#{head}\r\n".b + body.b)
      answer
    rescue EOFError, SystemCallError
      @socket&.close
      @socket = nil
      raise if fresh

      retry
    end

    def answer_and_ask(path, body, headers = {})
      call('POST', path, body, headers.merge(AND_NEXT))
    end

    private

    def connected
      return UNIXSocket.new(SOCKET) unless SOCKET.to_s.empty?

      TCPSocket.new(HOST, PORT).tap { |made| made.setsockopt(Socket::IPPROTO_TCP, Socket::TCP_NODELAY, 1) }
    end

    def answer
      raise EOFError unless @socket.gets("\r\n")

      headers = {}
      while (line = @socket.gets("\r\n")&.chomp) && !line.empty?
        name, value = line.split(':', 2)
        headers[name.downcase] = value.strip
      end
      [headers, @socket.read(headers.fetch('content-length', '0').to_i)]
    end
  end

  # Who has put another address in the place of the server's, as a proxy does, may speak HTTP in every
  # form that there is.
  class Proxied
    def initialize
      require 'net/http' # which takes its time to load
      @http = Net::HTTP.start(HOST, PORT, read_timeout: nil)
    end

    def call(method, path, body = '', headers = {})
      answer = @http.send_request(method, BASE + path, body.empty? ? nil : body, headers)
      [answer.each_header.to_h, answer.body.to_s]
    end

    def answer_and_ask(path, body, headers = {})
      call('POST', path, body, headers)
      call('GET', 'invocation/next')
    end
  end

  # What the handler is told of the event, its function and its environment.
  class Context
    attr_reader :aws_request_id, :invoked_function_arn, :deadline_ms, :identity, :client_context,
                :function_name, :function_version, :memory_limit_in_mb, :log_group_name, :log_stream_name

    def initialize(headers)
      @aws_request_id = headers['lambda-runtime-aws-request-id']
      @invoked_function_arn = headers['lambda-runtime-invoked-function-arn']
      @deadline_ms = headers['lambda-runtime-deadline-ms'].to_i
      sent = headers['lambda-runtime-client-context']
      @client_context = JSON.parse(sent) if sent
      @function_name = ENV['AWS_LAMBDA_FUNCTION_NAME']
      @function_version = ENV['AWS_LAMBDA_FUNCTION_VERSION']
      @memory_limit_in_mb = ENV['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']
      @log_group_name = ENV['AWS_LAMBDA_LOG_GROUP_NAME']
      @log_stream_name = ENV['AWS_LAMBDA_LOG_STREAM_NAME']
    end

    def get_remaining_time_in_millis
      [0, deadline_ms - (Time.now.to_f * 1000).to_i].max
    end
  end

  # ---- the log

  # One event of the log, however many lines it has.
  def self.framed(text)
    "#{MARK} #{text.bytesize}\n#{text}"
  end

  def self.write_event(text)
    $stdout.write(framed(text))
  end

  def self.end_of_log
    $stdout.write("#{MARK}\n")
  end

  # How loggers on standard output write: each message is one event.
  class LogFormat < Logger::Formatter
    def call(severity, time, name, message)
      Waybill.framed(IN_JSON ? json(severity, time, name, message) : text(severity, time, name, message))
    end

    private

    def text(severity, time, name, message)
      format("%s, [%s #%d] %5s %s -- %s: %s\n", severity[0], format_datetime(time), Process.pid, severity,
             Waybill.request_id, name, msg2str(message))
    end

    def json(severity, time, name, message)
      line = { timestamp: time.utc.iso8601(6), level: severity, requestId: Waybill.request_id, logger: name }
      if message.is_a?(Exception)
        line.update(message: message.message, errorType: message.class.to_s, errorMessage: message.message,
                    stackTrace: message.backtrace)
      else
        line[:message] = msg2str(message)
      end
      "#{JSON.generate(line.compact)}\n"
    end
  end

  # What is new of loggers on standard output, unless their makers say otherwise.
  module StandardLogger
    def initialize(device = nil, *rest, **options)
      ours = [$stdout, $stderr, STDOUT, STDERR].include?(device)
      options[:formatter] ||= LogFormat.new if ours
      level = LEVELS[ENV.fetch('AWS_LAMBDA_LOG_LEVEL', '').upcase]
      options[:level] ||= level if ours && IN_JSON && level
      super(device, *rest, **options)
    end
  end
  Logger.prepend(StandardLogger)

  # ---- errors

  # @param phase `Function` or `Init`
  def self.fault(problem, phase)
    trace = (problem.backtrace || []).reject { |line| line.start_with?(__FILE__, 'bootstrap.rb', '<internal:') }
    { errorMessage: problem.message, errorType: "#{phase}<#{problem.class}>", stackTrace: trace.first(100) }
  end

  def self.type(problem, phase)
    phase == 'Function' && !TOLD.include?(problem.class.to_s) ? 'Function<UserException>' : "#{phase}<#{problem.class}>"
  end

  def self.say_error(what, told)
    if IN_JSON
      now = Time.now.utc.iso8601(6)
      write_event("#{JSON.generate({ timestamp: now, level: 'ERROR', requestId: request_id, message: what }.merge(told))}\n")
    else
      write_event("#{what}\n#{JSON.pretty_generate(told)}\n")
    end
  end
end

# The function's own methods are called on this.
class LambdaHandler
  def initialize(name)
    parts = name.split('.')
    unless [2, 3].include?(parts.size)
      raise ArgumentError, "Invalid handler #{parts}, must be of form FILENAME.METHOD or FILENAME.CLASS.METHOD " \
                           'where FILENAME corresponds with an existing Ruby source file FILENAME.rb, CLASS is an optional ' \
                           'module/class namespace and METHOD is a callable method. If using CLASS, METHOD must be a class-level method.'
    end

    @method = parts.pop
    @module = parts[1]
    require parts.first
  end

  def call(event, context)
    on = @module ? Kernel.const_get(@module) : self
    JSON.generate(on.__send__(@method, event: event, context: context))
  end
end

$stdout.sync = true
$stderr.sync = true
$LOAD_PATH.unshift(Waybill::ROOT)
connection = Waybill::SERVED == ENV['AWS_LAMBDA_RUNTIME_API'] ? Waybill::Connection.new : Waybill::Proxied.new
begin
  handler = LambdaHandler.new(ENV['_HANDLER'])
rescue Exception => e # whatever the function's own file raises
  told = Waybill.fault(e, 'Init')
  Waybill.say_error('Init error when handling request', told)
  Waybill.end_of_log
  connection.call('POST', 'init/error', JSON.generate(told), Waybill::ERROR_TYPE => Waybill.type(e, 'Init'))
  exit!(1)
end

trace = Waybill::TraceVariable.new
headers, body = connection.call('GET', 'invocation/next')
loop do
  context = Waybill::Context.new(headers)
  Waybill.request_id = context.aws_request_id
  trace.set(headers['lambda-runtime-trace-id'])
  at = "invocation/#{context.aws_request_id}/"
  begin
    answer = handler.call(JSON.parse(body.force_encoding('UTF-8')), context)
  rescue Exception => e # AWS: also what is no StandardError, after which the process ends
    told = Waybill.fault(e, 'Function')
    Waybill.say_error('Error raised from handler method', told)
    Waybill.end_of_log
    type = { Waybill::ERROR_TYPE => Waybill.type(e, 'Function') }
    unless e.is_a?(StandardError)
      connection.call('POST', "#{at}error", JSON.generate(told), type)
      exit!(1)
    end
    headers, body = connection.answer_and_ask("#{at}error", JSON.generate(told), type)
    next
  end
  Waybill.end_of_log
  headers, body = connection.answer_and_ask("#{at}response", answer)
end
