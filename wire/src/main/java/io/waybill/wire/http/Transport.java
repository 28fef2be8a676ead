package io.waybill.wire.http;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

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
  };

  abstract boolean present();

  abstract IoHandlerFactory handlers();

  abstract Class<? extends ServerSocketChannel> listener();

  /// The fastest one that works here.
  public static Transport best() {
    return EPOLL.present() ? EPOLL : NIO;
  }
}
