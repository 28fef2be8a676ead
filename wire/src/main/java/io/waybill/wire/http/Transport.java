package io.waybill.wire.http;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/// The system's way to wait for many sockets.
public enum Transport {
  EPOLL {
    @Override
    boolean present() {
      return Epoll.isAvailable();
    }

    @Override
    IoHandlerFactory handlers() {
      return EpollIoHandler.newFactory();
    }

    @Override
    Class<? extends ServerSocketChannel> listener() {
      return EpollServerSocketChannel.class;
    }

    @Override
    Class<? extends ServerChannel> fileListener() {
      return EpollServerDomainSocketChannel.class;
    }

    @Override
    SocketAddress address(Path file) {
      return new DomainSocketAddress(file.toFile());
    }
  },
  NIO {
    @Override
    boolean present() {
      return true;
    }

    @Override
    IoHandlerFactory handlers() {
      return NioIoHandler.newFactory();
    }

    @Override
    Class<? extends ServerSocketChannel> listener() {
      return NioServerSocketChannel.class;
    }

    @Override
    Class<? extends ServerChannel> fileListener() {
      return NioServerDomainSocketChannel.class;
    }

    @Override
    SocketAddress address(Path file) {
      return UnixDomainSocketAddress.of(file);
    }
  };

  abstract boolean present();

  abstract IoHandlerFactory handlers();

  abstract Class<? extends ServerSocketChannel> listener();

  /// What listens at a socket of the file system.
  abstract Class<? extends ServerChannel> fileListener();

  abstract SocketAddress address(Path file);

  /// The fastest one that works here.
  public static Transport best() {
    return EPOLL.present() ? EPOLL : NIO;
  }
}
